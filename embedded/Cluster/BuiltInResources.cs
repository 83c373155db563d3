using Autocura.Embedded.Cluster.OpenApi;

namespace Autocura.Embedded.Cluster;

/// <summary>The table of built-in kinds.</summary>
internal static class BuiltInResources
{
    private static readonly ScalePaths Replicas = new(".spec.replicas", ".status.replicas", ".spec.selector");

    public static IReadOnlyList<ResourceType> All { get; } =
    [
        Core("Namespace", "namespaces", "ns") with { Namespaced = false, HasStatus = true },
        Core("Node", "nodes", "no") with { Namespaced = false, HasStatus = true },
        Core("Pod", "pods", "po") with { Categories = ["all"], HasStatus = true },
        Core("Service", "services", "svc") with { Categories = ["all"], HasStatus = true },
        Core("Endpoints", "endpoints", "ep") with { Singular = "endpoints" },
        Core("ConfigMap", "configmaps", "cm"),
        Core("Secret", "secrets"),
        Core("ServiceAccount", "serviceaccounts", "sa"),
        Core("Event", "events", "ev"),
        Core("PersistentVolumeClaim", "persistentvolumeclaims", "pvc") with { HasStatus = true },
        Core("PersistentVolume", "persistentvolumes", "pv") with { Namespaced = false, HasStatus = true },
        Core("ReplicationController", "replicationcontrollers", "rc") with { Categories = ["all"], HasStatus = true, Scale = Replicas, TracksGeneration = true },
        Core("ResourceQuota", "resourcequotas", "quota") with { HasStatus = true },
        Core("LimitRange", "limitranges", "limits"),
        Apps("Deployment", "deployments", "deploy") with { Scale = Replicas },
        Apps("ReplicaSet", "replicasets", "rs") with { Scale = Replicas },
        Apps("StatefulSet", "statefulsets", "sts") with { Scale = Replicas },
        Apps("DaemonSet", "daemonsets", "ds"),
        Of("apps", "v1", "ControllerRevision", "controllerrevisions"),
        Of("batch", "v1", "Job", "jobs") with { Categories = ["all"], HasStatus = true, TracksGeneration = true },
        Of("batch", "v1", "CronJob", "cronjobs", "cj") with { Categories = ["all"], HasStatus = true, TracksGeneration = true },
        Of("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", "hpa") with { Categories = ["all"], HasStatus = true },
        Of("autoscaling", "v1", "HorizontalPodAutoscaler", "horizontalpodautoscalers", "hpa") with { Categories = ["all"], HasStatus = true, IsStorageVersion = false },
        Of("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", "pdb") with { HasStatus = true, TracksGeneration = true },
        Of("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", "netpol") with { TracksGeneration = true },
        Of("networking.k8s.io", "v1", "Ingress", "ingresses", "ing") with { HasStatus = true, TracksGeneration = true },
        Of("networking.k8s.io", "v1", "IngressClass", "ingressclasses") with { Namespaced = false, TracksGeneration = true },
        Of("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices") with { TracksGeneration = true },
        Of("events.k8s.io", "v1", "Event", "events", "ev") with { StorageGroup = "", IsStorageVersion = false },
        Of("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses", "pc") with { Namespaced = false, TracksGeneration = true },
        Of("storage.k8s.io", "v1", "StorageClass", "storageclasses", "sc") with { Namespaced = false },
        Of("coordination.k8s.io", "v1", "Lease", "leases"),
        Rbac("Role", "roles"),
        Rbac("RoleBinding", "rolebindings"),
        Rbac("ClusterRole", "clusterroles") with { Namespaced = false },
        Rbac("ClusterRoleBinding", "clusterrolebindings") with { Namespaced = false },
        Of("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", "crd", "crds")
            with { Namespaced = false, HasStatus = true, Categories = ["api-extensions"], TracksGeneration = true },
        Of("apiregistration.k8s.io", "v1", "APIService", "apiservices") with { Namespaced = false, HasStatus = true, Categories = ["api-extensions"] },
        Of("admissionregistration.k8s.io", "v1", "MutatingWebhookConfiguration", "mutatingwebhookconfigurations") with { Namespaced = false, Categories = ["api-extensions"], TracksGeneration = true },
        Of("admissionregistration.k8s.io", "v1", "ValidatingWebhookConfiguration", "validatingwebhookconfigurations") with { Namespaced = false, Categories = ["api-extensions"], TracksGeneration = true },
        Measured("NodeMetrics", "nodes") with { Namespaced = false },
        Measured("PodMetrics", "pods"),
        Review("authorization.k8s.io", "SelfSubjectAccessReview", "selfsubjectaccessreviews"),
        Review("authorization.k8s.io", "SelfSubjectRulesReview", "selfsubjectrulesreviews"),
        Review("authorization.k8s.io", "SubjectAccessReview", "subjectaccessreviews"),
        Review("authorization.k8s.io", "LocalSubjectAccessReview", "localsubjectaccessreviews") with { Namespaced = true },
        Review("authentication.k8s.io", "SelfSubjectReview", "selfsubjectreviews"),
        Review("authentication.k8s.io", "TokenReview", "tokenreviews"),
    ];

    private static ResourceType Core(string kind, string plural, params string[] shortNames) => Of("", "v1", kind, plural, shortNames);

    private static ResourceType Apps(string kind, string plural, params string[] shortNames) =>
        Of("apps", "v1", kind, plural, shortNames) with { Categories = ["all"], HasStatus = true, TracksGeneration = true };

    private static ResourceType Rbac(string kind, string plural) => Of("rbac.authorization.k8s.io", "v1", kind, plural);

    private static ResourceType Review(string group, string kind, string plural) => Of(group, "v1", kind, plural) with { Namespaced = false, Stored = false };

    private static ResourceType Measured(string kind, string plural) => Of("metrics.k8s.io", "v1beta1", kind, plural) with { Singular = "", Stored = false, IsMeasured = true };

    private static ResourceType Of(string group, string version, string kind, string plural, params string[] shortNames) => new()
    {
        Group = group,
        Version = version,
        Kind = kind,
        Plural = plural,
        Singular = kind.ToLowerInvariant(),
        ShortNames = shortNames,
        Schema = BuiltInSchemas.Find(group.Length == 0 ? version : $"{group}/{version}", kind),
    };
}
