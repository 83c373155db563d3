using Autocura.Cluster;

namespace Autocura.Remediation;

/// <summary>The kinds of Chaos Mesh that do harm on purpose, and what starts them.</summary>
internal static class ExperimentKinds
{
    public static readonly IReadOnlyList<ResourceKind> All =
    [
        Kinds.ChaosSchedule, Kinds.PodChaos, Kinds.NetworkChaos, Kinds.StressChaos, Kinds.HttpChaos, Kinds.JvmChaos, Kinds.IoChaos, Kinds.DnsChaos, Kinds.TimeChaos,
    ];
}
