using Autocura.Embedded.Cluster.Applications.Conditions;

namespace Autocura.Embedded.Cluster.Extensions.Istio;

/// <summary>
/// Whether the mesh counts a request. Where a namespace says that only the mesh counts (an application that is measured by it), requests between pods of
/// which the mesh has neither are made and answered as before, and nobody sees them.
/// </summary>
internal sealed class MeshObservation(ObjectStore store) : IHopCondition
{
    private readonly MeshMembership mesh = new(store);

    public DateTimeOffset? NextChange => null;

    public HopConditions Of(Hop hop)
    {
        var counted = mesh.IsCountedByMesh(hop.From ?? hop.To);
        var seen = mesh.Has(hop.To) || (hop.From is { } caller && mesh.Has(caller));
        return counted && !seen ? new HopConditions { Observed = false } : HopConditions.Clear;
    }
}
