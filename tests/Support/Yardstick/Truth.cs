using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Scenarios;

namespace Autocura.Support.Yardstick;

/// <summary>What counts as the right answer to a case: pairs of a cause and the object at fault, any of them.</summary>
internal sealed record Truth(IReadOnlyList<Fault> Faults)
{
    public bool IsControl => Faults.Count == 0;

    /// <summary>
    /// The truth of a scenario in a cluster: its own cause and target, what <see cref="AcceptedAnswers"/> adds, and what the objects among these own there,
    /// as an experiment that a schedule has started is that schedule's.
    /// </summary>
    public static Truth Of(CaseSettings settings, ObjectStore store)
    {
        var scenario = settings.Played;
        if (scenario.IsControl)
        {
            return new Truth([]);
        }

        List<Fault> stated = [new(scenario.Cause, Named(scenario.Target)), .. settings.Accepted()];
        var children = stated.SelectMany(fault => Started(fault, store)).ToList();
        return new Truth([.. stated, .. children]);
    }

    public bool HasCause(Answer answer) => IsControl ? answer.Cause == Cause.NothingWrong : Faults.Any(fault => fault.Cause == answer.Cause);

    public bool HasObject(Answer answer) => IsControl ? answer.Object.Length == 0 : Faults.Any(fault => fault.Object == answer.Object);

    public bool Has(Answer answer) => IsControl ? HasCause(answer) : Faults.Any(fault => fault.Cause == answer.Cause && fault.Object == answer.Object);

    /// <inheritdoc />
    public override string ToString() => IsControl ? Cause.NothingWrong : string.Join(" or ", Faults.Select(fault => $"{fault.Cause} {fault.Object}"));

    internal static string Named(ScenarioTarget target) => target.Namespace is null ? $"{target.Kind} {target.Name}" : $"{target.Kind} {target.Namespace}/{target.Name}";

    private static IEnumerable<Fault> Started(Fault fault, ObjectStore store) =>
        from type in store.Catalog.All
        where type is { Group: "chaos-mesh.org", Stored: true, IsStorageVersion: true } && fault.Object.StartsWith("Schedule ", StringComparison.Ordinal)
        from child in store.List(type.Group, type.Plural)
        where child.Objects("metadata", "ownerReferences").Any(owner => $"{owner.Text("kind")} {child.Namespace()}/{owner.Text("name")}" == fault.Object)
        select new Fault(fault.Cause, $"{child.Kind()} {child.Namespace()}/{child.Name()}");
}

/// <summary>A cause and the object at fault.</summary>
internal sealed record Fault(string Cause, string Object);
