using Autocura.Embedded.Cluster.Controllers.Networking.Policies;
using Autocura.Embedded.Cluster.Extensions.ChaosMesh;
using Autocura.Embedded.Cluster.Extensions.Istio;

namespace Autocura.Embedded.Cluster.Applications.Conditions;

/// <summary>
/// Everything that acts on pods and on the way between them. This is where a new kind of it is registered: one line in the list of what it does. One object
/// may stand in several lists.
/// </summary>
internal sealed record ConditionSet(IReadOnlyList<IHopCondition> Hops, IReadOnlyList<IPodCondition> Strains, IReadOnlyList<IPodDisturbance> Disturbances)
{
    public static ConditionSet None { get; } = new([], [], []);

    /// <summary>All that the simulation knows.</summary>
    public static ConditionSet All(ObjectStore store, TimeProvider time) => new(
        Hops:
        [
            new NetworkPolicyCondition(store),
            new AuthorizationPolicyCondition(store),
            new PeerAuthenticationCondition(store),
            new VirtualServiceCondition(store),
            new MeshObservation(store),
            new NetworkChaosCondition(store),
            new HttpChaosCondition(store),
            new DnsChaosCondition(store),
        ],
        Strains: [new StressChaosCondition(store), new JvmChaosCondition(store), new IoChaosCondition(store)],
        Disturbances: [new PodChaosDisturbance(store)]);

    /// <summary>All conditions of a hop, one after the other.</summary>
    public HopConditions Of(Hop hop) => Hops.Aggregate(HopConditions.Clear, (sum, next) => sum.And(next.Of(hop)));

    /// <summary>All strains on a container at once.</summary>
    public Strain Of(System.Text.Json.Nodes.JsonObject pod, string container) => Strains.Aggregate(Strain.None, (sum, next) => sum.And(next.Of(pod, container)));

    /// <summary>When an answer changes without any object changing; null when none does.</summary>
    public DateTimeOffset? NextChange => Hops.Select(hop => hop.NextChange).Concat(Strains.Select(strain => strain.NextChange)).Min();
}
