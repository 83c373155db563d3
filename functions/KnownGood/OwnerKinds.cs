using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;

namespace Autocura.KnownGood;

/// <summary>
/// Kinds of custom resources from which operators make workloads, found by the owners that workloads name: what such an operator is told decides how they
/// fare, and setting the workload right is undone by it.
/// </summary>
internal sealed class OwnerKinds
{
    private static readonly string[] Known = ["apps", "batch", "v1", "argoproj.io", "kustomize.toolkit.fluxcd.io", "helm.toolkit.fluxcd.io"];

    private readonly HashSet<ResourceKind> kinds = [];

    public IReadOnlyCollection<ResourceKind> All => kinds;

    public void Add(JsonObject workload)
    {
        var owner = workload.Items("metadata", "ownerReferences").FirstOrDefault(reference => reference.Flag("controller"));
        if (owner.Text("apiVersion")?.Split('/') is [var group, var version] && !Known.Contains(group) && owner.Text("kind") is { Length: > 0 } kind)
        {
            kinds.Add(new ResourceKind(group, version, kind, Plural(kind.ToLowerInvariant())));
        }
    }

    /// <summary>As the tools name the resources that they generate; one that is named otherwise is not found, and then not kept.</summary>
    private static string Plural(string kind) => kind switch
    {
        [.., 's' or 'x' or 'z'] => $"{kind}es",
        [.., 'c' or 's', 'h'] => $"{kind}es",
        [.., 'a' or 'e' or 'i' or 'o' or 'u', 'y'] => $"{kind}s",
        [.. var stem, 'y'] => $"{stem}ies",
        _ => $"{kind}s",
    };
}
