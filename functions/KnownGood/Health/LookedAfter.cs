using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Environments;
using Autocura.Guardrails;

namespace Autocura.KnownGood.Health;

/// <summary>The namespaces of a cluster that are looked after, and the scopes to ask in: everything at once, or one by one where only some may be listed.</summary>
internal sealed record LookedAfter(IReadOnlyDictionary<string, JsonObject?> Namespaces, IReadOnlyList<string> Scopes)
{
    private static readonly string[] Never = ["kube-system", "kube-public", "kube-node-lease"];

    /// <summary>Named namespaces that cannot be looked after, and why.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <exception cref="ClusterException">Namespaces cannot be listed, and none is named in the settings.</exception>
    public static async Task<LookedAfter> ReadAsync(ICluster cluster, IReadOnlyList<string> protectedNamespaces, CancellationToken cancellationToken)
    {
        if (cluster.Namespaces is { Count: > 0 } named)
        {
            return Of(await Task.WhenAll(named.Distinct().Select(name => TryFindAsync(cluster, name, cancellationToken))));
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

    /// <summary>Those that are there and open; the others are told, and hold up none.</summary>
    private static LookedAfter Of((string Name, JsonObject? Itself, string Problem)[] named)
    {
        var open = named.Where(one => one.Itself is not null && !IsCopy(one.Itself)).ToDictionary(one => one.Name, one => one.Itself);
        return new LookedAfter(open, [.. open.Keys]) { Problems = [.. named.Where(one => one.Itself is null).Select(one => $"Namespace {one.Name} is not looked after: {one.Problem}")] };
    }

    private static async Task<(string Name, JsonObject? Itself, string Problem)> TryFindAsync(ICluster cluster, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (name, await cluster.FindAsync(Kinds.Namespace.Ref("", name), cancellationToken), "it does not exist.");
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            return (name, null, refused.Message);
        }
    }

    private static bool IsLeftAlone(JsonObject ns)
    {
        var annotations = ns.Map("metadata", "annotations");
        return IsCopy(ns) || annotations.GetValueOrDefault(Annotations.Ignore) == "true" || annotations.GetValueOrDefault(Annotations.Managed) == "false";
    }

    /// <summary>What is tried on a copy is nobody's known good.</summary>
    private static bool IsCopy(JsonObject ns) => ns.Map("metadata", "labels").ContainsKey(EnvironmentNames.Label);
}
