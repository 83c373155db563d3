using System.Collections.Frozen;
using Autocura.Incidents;

namespace Autocura.Cluster;

/// <summary>The kinds this system reads or writes: no other path is ever asked for.</summary>
public static class Kinds
{
    public const string OwnGroup = "autocura.cognitiva.io";
    public const string ChaosGroup = "chaos-mesh.org";

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
    public static readonly ResourceKind Job = new("batch", "v1", "Job", "jobs");
    public static readonly ResourceKind HorizontalPodAutoscaler = new("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers");
    public static readonly ResourceKind Lease = new("coordination.k8s.io", "v1", "Lease", "leases");
    public static readonly ResourceKind ConfigMap = new("", "v1", "ConfigMap", "configmaps");
    public static readonly ResourceKind Secret = new("", "v1", "Secret", "secrets");
    public static readonly ResourceKind ServiceAccount = new("", "v1", "ServiceAccount", "serviceaccounts");
    public static readonly ResourceKind PersistentVolumeClaim = new("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims");
    public static readonly ResourceKind ResourceQuota = new("", "v1", "ResourceQuota", "resourcequotas");
    public static readonly ResourceKind LimitRange = new("", "v1", "LimitRange", "limitranges");
    public static readonly ResourceKind NetworkPolicy = new("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies");
    public static readonly ResourceKind Ingress = new("networking.k8s.io", "v1", "Ingress", "ingresses");
    public static readonly ResourceKind PodDisruptionBudget = new("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets");
    public static readonly ResourceKind PriorityClass = new("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses", Namespaced: false);
    public static readonly ResourceKind MutatingWebhookConfiguration =
        new("admissionregistration.k8s.io", "v1", "MutatingWebhookConfiguration", "mutatingwebhookconfigurations", Namespaced: false);
    public static readonly ResourceKind ValidatingWebhookConfiguration =
        new("admissionregistration.k8s.io", "v1", "ValidatingWebhookConfiguration", "validatingwebhookconfigurations", Namespaced: false);

    public static readonly ResourceKind PersistentVolume = new("", "v1", "PersistentVolume", "persistentvolumes", Namespaced: false);
    public static readonly ResourceKind StorageClass = new("storage.k8s.io", "v1", "StorageClass", "storageclasses", Namespaced: false);

    /// <summary>KEDA's; many clusters do not serve it.</summary>
    public static readonly ResourceKind ScaledObject = new("keda.sh", "v1alpha1", "ScaledObject", "scaledobjects");

    /// <summary>Of the autoscaler that sets requests; many clusters do not serve it.</summary>
    public static readonly ResourceKind VerticalPodAutoscaler = new("autoscaling.k8s.io", "v1", "VerticalPodAutoscaler", "verticalpodautoscalers");

    /// <summary>Istio's; many clusters do not serve them.</summary>
    public static readonly ResourceKind AuthorizationPolicy = new("security.istio.io", "v1", "AuthorizationPolicy", "authorizationpolicies");
    public static readonly ResourceKind PeerAuthentication = new("security.istio.io", "v1", "PeerAuthentication", "peerauthentications");
    public static readonly ResourceKind VirtualService = new("networking.istio.io", "v1", "VirtualService", "virtualservices");
    public static readonly ResourceKind DestinationRule = new("networking.istio.io", "v1", "DestinationRule", "destinationrules");

    /// <summary>Of an operator that many workloads are made by.</summary>
    public static readonly ResourceKind TidbCluster = new("pingcap.com", "v1alpha1", "TidbCluster", "tidbclusters");

    /// <summary>Of GitOps tools; many clusters do not serve them.</summary>
    public static readonly ResourceKind Application = new("argoproj.io", "v1alpha1", "Application", "applications");
    public static readonly ResourceKind Kustomization = new("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "kustomizations");
    public static readonly ResourceKind HelmRelease = new("helm.toolkit.fluxcd.io", "v2", "HelmRelease", "helmreleases");

    public static readonly ResourceKind Gateway = new("networking.istio.io", "v1", "Gateway", "gateways");

    /// <summary>Chaos Mesh's; few clusters serve them.</summary>
    public static readonly ResourceKind PodChaos = new(ChaosGroup, "v1alpha1", "PodChaos", "podchaos");
    public static readonly ResourceKind NetworkChaos = new(ChaosGroup, "v1alpha1", "NetworkChaos", "networkchaos");
    public static readonly ResourceKind StressChaos = new(ChaosGroup, "v1alpha1", "StressChaos", "stresschaos");
    public static readonly ResourceKind HttpChaos = new(ChaosGroup, "v1alpha1", "HTTPChaos", "httpchaos");
    public static readonly ResourceKind JvmChaos = new(ChaosGroup, "v1alpha1", "JVMChaos", "jvmchaos");
    public static readonly ResourceKind IoChaos = new(ChaosGroup, "v1alpha1", "IOChaos", "iochaos");
    public static readonly ResourceKind DnsChaos = new(ChaosGroup, "v1alpha1", "DNSChaos", "dnschaos");
    public static readonly ResourceKind TimeChaos = new(ChaosGroup, "v1alpha1", "TimeChaos", "timechaos");
    public static readonly ResourceKind ChaosSchedule = new(ChaosGroup, "v1alpha1", "Schedule", "schedules");

    public static readonly ResourceKind Anomaly = new(OwnGroup, "v1alpha1", "Anomaly", "anomalies");
    public static readonly ResourceKind Issue = new(OwnGroup, "v1alpha1", "Issue", "issues");
    public static readonly ResourceKind AIInsight = new(OwnGroup, "v1alpha1", "AIInsight", "aiinsights");
    public static readonly ResourceKind RemediationPlan = new(OwnGroup, "v1alpha1", "RemediationPlan", "remediationplans");
    public static readonly ResourceKind HealingPolicy = new(OwnGroup, "v1", "HealingPolicy", "healingpolicies");
    public static readonly ResourceKind RollbackPolicy = new(OwnGroup, "v1", "RollbackPolicy", "rollbackpolicies");
    public static readonly ResourceKind Runbook = new(OwnGroup, "v1alpha1", "Runbook", "runbooks");
    public static readonly ResourceKind Instance = new(OwnGroup, "v1alpha1", "Instance", "instances");
    public static readonly ResourceKind ParallelEnvironment = new(OwnGroup, "v1", "ParallelEnvironment", "parallelenvironments");
    public static readonly ResourceKind KnownGood = new(OwnGroup, "v1alpha1", "KnownGood", "knowngoods");

    /// <summary>Of the resource metrics API, which many clusters serve; its kind is never written.</summary>
    public static readonly ResourceKind PodMetrics = new("metrics.k8s.io", "v1beta1", "PodMetrics", "pods");

    private static readonly FrozenDictionary<string, ResourceKind> ByName = new[]
    {
        Namespace, Node, Pod, Service, Event, EndpointSlice, Deployment, ReplicaSet, StatefulSet, DaemonSet, ControllerRevision,
        Job, HorizontalPodAutoscaler, ScaledObject, VerticalPodAutoscaler, Lease, ConfigMap, Secret, ServiceAccount, PersistentVolumeClaim, ResourceQuota, LimitRange, NetworkPolicy, Ingress, PodDisruptionBudget,
        PriorityClass, MutatingWebhookConfiguration, ValidatingWebhookConfiguration, AuthorizationPolicy, PeerAuthentication, VirtualService, DestinationRule,
        TidbCluster, Application, Kustomization, HelmRelease, Gateway, PersistentVolume, StorageClass, PodChaos, NetworkChaos, StressChaos, HttpChaos, JvmChaos, IoChaos, DnsChaos, TimeChaos, ChaosSchedule,
        Anomaly, Issue, AIInsight, RemediationPlan, HealingPolicy, RollbackPolicy, Runbook, Instance, ParallelEnvironment, KnownGood,
    }.ToFrozenDictionary(kind => kind.Kind);

    /// <summary>The kind of that name.</summary>
    /// <exception cref="ArgumentException">No such kind is used here.</exception>
    public static ResourceKind Named(string kind) => ByName.TryGetValue(kind, out var found)
        ? found
        : throw new ArgumentException($"'{kind}' is not a kind this system works with; it knows {string.Join(", ", ByName.Keys.Order())}.", nameof(kind));

    /// <summary>The kind of that name; null when it is not used here.</summary>
    public static ResourceKind? Find(string kind) => ByName.GetValueOrDefault(kind);

    public static bool IsWorkload(string kind) => kind is "Deployment" or "StatefulSet" or "DaemonSet";

    public static ObjectRef Ref(this ResourceKind kind, string ns, string name) => new(kind.ApiVersion, kind.Kind, ns, name);
}
