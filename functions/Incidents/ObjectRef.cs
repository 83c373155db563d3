namespace Autocura.Incidents;

/// <summary>Names one object of the cluster. <paramref name="Namespace"/> is empty for a cluster-wide kind.</summary>
public sealed record ObjectRef(string ApiVersion, string Kind, string Namespace, string Name)
{
    public override string ToString() => Namespace.Length == 0 ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";
}
