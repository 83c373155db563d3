using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Guardrails;

namespace Autocura.KnownGood.Health;

/// <summary>The namespaces of a cluster that are looked after, and the scopes to ask in: everything at once, or one by one where only some may be listed.</summary>
internal sealed record LookedAfter(IReadOnlyDictionary<string, JsonObject?> Namespaces, IReadOnlyList<string> Scopes)
{
    private static readonly string[] Never = ["kube-system", "kube-public", "kube-node-lease"];

    /// <exception cref="ClusterException">Namespaces cannot be listed, and none is named in the settings.</exception>
    public static async Task<LookedAfter> ReadAsync(ICluster cluster, KnownGoodOptions options, IReadOnlyList<string> protectedNamespaces, CancellationToken cancellationToken)
    {
        if (options.NamedNamespaces() is { Count: > 0 } named)
        {
            return new LookedAfter(named.ToDictionary(name => name, _ => (JsonObject?)null), named);
        }

        var namespaces = new Dictionary<string, JsonObject?>();
        await foreach (var ns in cluster.StreamAsync(Kinds.Namespace, new ListQuery(), cancellationToken))
        {
            if (!Never.Contains(ns.Name()) && !protectedNamespaces.Contains(ns.Name()) && !IsLeftAlone(ns) && ns.Time("metadata", "deletionTimestamp") is null)
            {
                namespaces[ns.Name()] = ns;
            }
        }

        return new LookedAfter(namespaces, [""]);
    }

    private static bool IsLeftAlone(JsonObject ns)
    {
        var annotations = ns.Map("metadata", "annotations");
        return annotations.GetValueOrDefault(Annotations.Ignore) == "true" || annotations.GetValueOrDefault(Annotations.Managed) == "false";
    }
}
