using System.Collections.Frozen;
using Autocura.Incidents;

namespace Autocura.Cluster;

/// <summary>The kinds this system reads or writes: no other path is ever asked for.</summary>
public static class Kinds
{
    public const string OwnGroup = "autocura.cognitiva.io";

    public static readonly ResourceKind Namespace = new("", "v1", "Namespace", "namespaces", Namespaced: false);
    public static readonly ResourceKind Node = new("", "v1", "Node", "nodes", Namespaced: false);
    public static readonly ResourceKind Pod = new("", "v1", "Pod", "pods");
    public static readonly ResourceKind Service = new("", "v1", "Service", "services");
    public static readonly ResourceKind Event = new("", "v1", "Event", "events");
    public static readonly ResourceKind EndpointSlice = new("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices");
    public static readonly ResourceKind Deployment = new("apps", "v1", "Deployment", "deployments");
    public static readonly ResourceKind ReplicaSet = new("apps", "v1", "ReplicaSet", "replicasets");
    public static readonly ResourceKind StatefulSet = new("apps", "v1", "StatefulSet", "statefulsets");
    public static readonly ResourceKind DaemonSet = new("apps", "v1", "DaemonSet", "daemonsets");
    public static readonly ResourceKind ControllerRevision = new("apps", "v1", "ControllerRevision", "controllerrevisions");
    public static readonly ResourceKind HorizontalPodAutoscaler = new("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers");

    /// <summary>KEDA's; many clusters do not serve it.</summary>
    public static readonly ResourceKind ScaledObject = new("keda.sh", "v1alpha1", "ScaledObject", "scaledobjects");

    public static readonly ResourceKind Anomaly = new(OwnGroup, "v1alpha1", "Anomaly", "anomalies");
    public static readonly ResourceKind Issue = new(OwnGroup, "v1alpha1", "Issue", "issues");
    public static readonly ResourceKind AIInsight = new(OwnGroup, "v1alpha1", "AIInsight", "aiinsights");
    public static readonly ResourceKind RemediationPlan = new(OwnGroup, "v1alpha1", "RemediationPlan", "remediationplans");

    private static readonly FrozenDictionary<string, ResourceKind> ByName = new[]
    {
        Namespace, Node, Pod, Service, Event, EndpointSlice, Deployment, ReplicaSet, StatefulSet, DaemonSet, ControllerRevision,
        HorizontalPodAutoscaler, ScaledObject, Anomaly, Issue, AIInsight, RemediationPlan,
    }.ToFrozenDictionary(kind => kind.Kind);

    /// <summary>The kind of that name.</summary>
    /// <exception cref="ArgumentException">No such kind is used here.</exception>
    public static ResourceKind Named(string kind) => ByName.TryGetValue(kind, out var found)
        ? found
        : throw new ArgumentException($"'{kind}' is not a kind this system works with; it knows {string.Join(", ", ByName.Keys.Order())}.", nameof(kind));

    public static bool IsWorkload(string kind) => kind is "Deployment" or "StatefulSet" or "DaemonSet";

    public static ObjectRef Ref(this ResourceKind kind, string ns, string name) => new(kind.ApiVersion, kind.Kind, ns, name);
}
