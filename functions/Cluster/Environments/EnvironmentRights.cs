using Autocura.Planning;

namespace Autocura.Cluster.Environments;

/// <summary>What making and removing copies takes, besides reading: the roles in infra/kubernetes/rbac are held to it. Secrets are asked for only where an environment wants them.</summary>
public static class EnvironmentRights
{
    private static readonly string[] Write = ["create", "patch", "delete"];

    public static readonly IReadOnlyList<ApiVerbs> Copies =
    [
        On(Kinds.Namespace), On(Kinds.Deployment), On(Kinds.StatefulSet), On(Kinds.DaemonSet), On(Kinds.Service), On(Kinds.ConfigMap), On(Kinds.ServiceAccount), On(Kinds.ResourceQuota),
        On(Kinds.NetworkPolicy), On(Kinds.ParallelEnvironment),
    ];

    public static readonly ApiVerbs Secrets = On(Kinds.Secret);

    private static ApiVerbs On(ResourceKind kind) => new(kind.Group, kind.Plural, Write);
}
