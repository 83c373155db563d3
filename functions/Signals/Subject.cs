using Autocura.Incidents;

namespace Autocura.Signals;

/// <summary>What a finding is about: an object of the cluster that is swept. The namespace is empty for a node.</summary>
public sealed record Subject(string Kind, string Namespace, string Name)
{
    public static Subject Of(WorkloadRef workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return new Subject(workload.Kind, workload.Namespace, workload.Name);
    }

    public override string ToString() => Namespace.Length == 0 ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";
}
