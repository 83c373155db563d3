using Autocura.Cluster;
using Autocura.Planning;

namespace Autocura.Remediation;

/// <summary>The rights that actions need, as RBAC writes them.</summary>
internal static class Verbs
{
    /// <summary>The three kinds that make pods of a template.</summary>
    public static readonly IReadOnlyList<ResourceKind> Workloads = [Kinds.Deployment, Kinds.StatefulSet, Kinds.DaemonSet];

    /// <summary>Reading an object and changing fields of it.</summary>
    public static IReadOnlyList<ApiVerbs> Edit(params IEnumerable<ResourceKind> kinds) => On(kinds, "get", "patch");

    public static IReadOnlyList<ApiVerbs> On(IEnumerable<ResourceKind> kinds, params string[] verbs) => [.. kinds.Select(kind => new ApiVerbs(kind.Group, kind.Plural, verbs))];
}
