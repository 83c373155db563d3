namespace Autocura.Incidents;

/// <summary>Names one object of a cluster. <paramref name="Namespace"/> is empty for a cluster-wide kind.</summary>
public sealed record ObjectRef(string ApiVersion, string Kind, string Namespace, string Name)
{
    /// <summary>The cluster it is in. Empty where only one can be meant: among objects of one cluster, or where there is no second.</summary>
    public string Cluster { get; init; } = "";

    public override string ToString() => Namespace.Length == 0 ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";
}
