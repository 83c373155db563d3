using Autocura.Embedded.Cluster.Applications.Conditions;

namespace Autocura.Embedded.Cluster.Extensions.Istio;

/// <summary>
/// Whether the mesh counts a request. Where a namespace says that only the mesh counts (an application that is measured by it), requests of pods that the mesh
/// does not have are made and answered as before, and nobody sees them.
/// </summary>
internal sealed class MeshObservation(ObjectStore store) : IHopCondition
{
    private readonly MeshMembership mesh = new(store);

    public DateTimeOffset? NextChange => null;

    public HopConditions Of(Hop hop)
    {
        var observed = hop.From ?? hop.To;
        return mesh.IsCountedByMesh(observed) && !mesh.Has(observed) ? new HopConditions { Observed = false } : HopConditions.Clear;
    }
}
