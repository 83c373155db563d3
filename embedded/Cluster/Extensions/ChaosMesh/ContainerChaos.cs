using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;

namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>Asks the experiments of one kind what they do to a container.</summary>
internal abstract class ContainerChaos(ObjectStore store, ChaosKind kind) : IPodCondition
{
    /// <inheritdoc />
    public DateTimeOffset? NextChange => null;

    /// <inheritdoc />
    public Strain Of(JsonObject pod, string container) => store.List(ChaosKind.Group, kind.Plural)
        .Where(chaos => chaos.IsIn(pod, container: container))
        .Aggregate(Strain.None, (sum, chaos) => sum.And(Of(chaos.Child("spec")!, new ContainerRoom(pod, container))));

    /// <summary>What one experiment does to a container that has so much room.</summary>
    protected abstract Strain Of(JsonObject spec, ContainerRoom room);
}
