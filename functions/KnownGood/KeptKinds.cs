using Autocura.Cluster;

namespace Autocura.KnownGood;

/// <summary>
/// The kinds of which a known good is kept: those whose content decides how a workload fares, and of which the cluster itself keeps no history. Experiments
/// (Chaos Mesh) are not among them: one is never known good.
/// </summary>
internal static class KeptKinds
{
    /// <summary>Kinds that lie in a namespace and are read whole.</summary>
    public static readonly IReadOnlyList<ResourceKind> Whole =
    [
        Kinds.Deployment, Kinds.StatefulSet, Kinds.DaemonSet, Kinds.Service, Kinds.HorizontalPodAutoscaler, Kinds.NetworkPolicy, Kinds.ResourceQuota, Kinds.LimitRange,
        Kinds.PodDisruptionBudget, Kinds.Ingress, Kinds.PersistentVolumeClaim, Kinds.ScaledObject,
        Kinds.AuthorizationPolicy, Kinds.PeerAuthentication, Kinds.VirtualService, Kinds.DestinationRule,
    ];

    /// <summary>Kinds whose content is large or secret: only their metadata is listed, and the content of one is read when it was written since.</summary>
    public static readonly IReadOnlyList<ResourceKind> ByMetadata = [Kinds.ConfigMap, Kinds.Secret];

    /// <summary>Kinds that lie in no namespace, and that pods pass through.</summary>
    public static readonly IReadOnlyList<ResourceKind> ClusterWide = [Kinds.PriorityClass, Kinds.MutatingWebhookConfiguration, Kinds.ValidatingWebhookConfiguration];
}
