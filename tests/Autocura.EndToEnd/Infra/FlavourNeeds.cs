using Autocura.Cluster;
using Autocura.Planning;

namespace Autocura.EndToEnd.Infra;

/// <summary>A resource with the verbs that the app uses on it.</summary>
internal sealed record Need(string Group, string Resource, bool Namespaced, IReadOnlyList<string> Verbs);

/// <summary>What the app does to a cluster, as its code says: the kinds that it knows, the record that it keeps, and the verbs of its actions.</summary>
internal static class FlavourNeeds
{
    private static readonly string[] Read = ["get", "list"];
    private static readonly string[] Watch = ["get", "list", "watch"];
    private static readonly string[] Keep = ["get", "list", "watch", "create", "patch", "update", "delete"];
    private static readonly string[] Report = ["get", "patch", "update"];

    /// <summary>Groups whose kinds are only looked at now and then; all others may be watched.</summary>
    private static readonly string[] LookedAt =
    [
        "admissionregistration.k8s.io", "argoproj.io", "autoscaling.k8s.io", "chaos-mesh.org", "helm.toolkit.fluxcd.io", "keda.sh", "kustomize.toolkit.fluxcd.io", "metrics.k8s.io",
        "networking.istio.io", "pingcap.com", "security.istio.io", "storage.k8s.io",
    ];

    private static readonly string[] Records = ["aiinsights", "anomalies", "issues", "knowngoods", "remediationplans"];
    private static readonly string[] Declared = ["healingpolicies", "instances", "parallelenvironments", "rollbackpolicies", "runbooks"];

    private static readonly List<ResourceKind> Known =
        [.. typeof(Kinds).GetFields().Select(field => field.GetValue(null)).OfType<ResourceKind>().Where(kind => kind != Kinds.Secret && kind != Kinds.Lease)];

    /// <summary>What is read of the cluster, and the record that is written there.</summary>
    public static IEnumerable<Need> Observed =>
    [
        .. Known.Where(kind => kind.Group != Kinds.OwnGroup).Select(kind => new Need(kind.Group, kind.Plural, kind.Namespaced, LookedAt.Contains(kind.Group) ? Read : Watch)),
        new("", "pods/log", Namespaced: true, ["get"]),
        new("", "events", Namespaced: true, ["create", "patch"]),
        .. Records.SelectMany(plural => (Need[])[new(Kinds.OwnGroup, plural, Namespaced: true, Keep), new(Kinds.OwnGroup, $"{plural}/status", Namespaced: true, Report)]),
        .. Declared.SelectMany(plural => (Need[])[new(Kinds.OwnGroup, plural, Namespaced: true, Watch), new(Kinds.OwnGroup, $"{plural}/status", Namespaced: true, Report)]),
    ];

    /// <summary>Locks, the ledger of actions, and records that belong to no other namespace.</summary>
    public static IEnumerable<Need> OwnNamespace =>
    [
        new("coordination.k8s.io", "leases", Namespaced: true, ["get", "list", "create", "patch", "update", "delete"]),
        new("", "configmaps", Namespaced: true, ["create"]),
        .. ((string[])["anomalies", "knowngoods"]).SelectMany(plural => (Need[])[new(Kinds.OwnGroup, plural, Namespaced: true, Keep), new(Kinds.OwnGroup, $"{plural}/status", Namespaced: true, Report)]),
    ];

    /// <summary>What the actions change.</summary>
    public static IEnumerable<Need> Changed(IEnumerable<ActionProfile> profiles) => profiles.SelectMany(profile => profile.Verbs)
        .Select(rights => new Need(rights.Group, rights.Resource, IsNamespaced(rights), rights.Verbs));

    /// <summary>A subresource lies where its resource does.</summary>
    private static bool IsNamespaced(ApiVerbs rights) => Known.Find(kind => kind.Group == rights.Group && kind.Plural == rights.Resource.Split('/')[0])?.Namespaced ?? true;
}
