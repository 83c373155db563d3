using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.KnownGood.Comparison;

/// <summary>What the elements of a list are told apart by, and whether their order means anything: by the names of Kubernetes' own fields, else by a name or key.</summary>
internal static class ListShape
{
    private static readonly FrozenDictionary<string, Func<JsonObject, string?>> Keys = new Dictionary<string, Func<JsonObject, string?>>
    {
        ["volumeMounts"] = item => item.Text("mountPath"),
        ["volumeDevices"] = item => item.Text("devicePath"),
        ["ports"] = Port,
        ["hostAliases"] = item => item.Text("ip"),
        ["topologySpreadConstraints"] = item => item.Text("topologyKey"),
        ["volumeClaimTemplates"] = item => item.Text("metadata", "name"),
        ["metrics"] = Metric,
        ["subjects"] = item => $"{item.Text("kind")} {item.Text("namespace")}/{item.Text("name")}",
        ["limits"] = item => item.Text("type"),
        ["paths"] = item => item.Text("path"),
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Sets = new[]
    {
        "tolerations", "from", "to", "ingress", "egress", "rules", "sources", "when", "policyTypes", "accessModes", "add", "drop", "methods", "notMethods", "hosts",
        "notPaths", "principals", "notPrincipals", "requestPrincipals", "namespaces", "notNamespaces", "ipBlocks", "operations", "resources", "apiGroups", "apiVersions", "scopes",
        "verbs", "values", "finalizers", "nonResourceURLs", "except", "matchConditions",
    }.ToFrozenSet();

    /// <summary>The keys of the elements in their order; null when something has none, or two have the same.</summary>
    public static IReadOnlyList<string>? KeysOf(string field, JsonArray list)
    {
        if (list.Count == 0 || list.Any(item => item is not JsonObject))
        {
            return null;
        }

        var items = list.OfType<JsonObject>().ToList();
        return (Keys.TryGetValue(field, out var key) ? Distinct(items, key) : null)
            ?? Distinct(items, item => item.Text("name"))
            ?? Distinct(items, item => item.Text("key"));
    }

    public static bool IsInOrder(string field) => !Sets.Contains(field);

    private static List<string>? Distinct(List<JsonObject> items, Func<JsonObject, string?> key)
    {
        var keys = items.Select(key).OfType<string>().Where(name => name.Length > 0).ToList();
        return keys.Count == items.Count && keys.Distinct().Count() == keys.Count ? keys : null;
    }

    private static string? Port(JsonObject port)
    {
        var number = port.NumberOrText("containerPort") ?? port.NumberOrText("port") ?? port.NumberOrText("number");
        var protocol = port.Text("protocol") is { } other and not "TCP" ? $"/{other}" : "";
        return port.Text("name") is { Length: > 0 } name ? name : number is null ? null : number + protocol;
    }

    private static string? Metric(JsonObject metric)
    {
        var type = metric.Text("type");
        var source = type is null ? null : $"{char.ToLowerInvariant(type[0])}{type[1..]}";
        var name = source is null ? null : metric.Text(source, "name") ?? metric.Text(source, "metric", "name");
        return name is null ? type : $"{type} {name}";
    }
}
