using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>What changed in one container, a line a field, in the words of <see cref="ReleaseChange"/>.</summary>
internal static class ContainerDiff
{
    private static readonly string[] Probes = ["readinessProbe", "livenessProbe", "startupProbe"];

    public static IEnumerable<string> Between(JsonObject before, JsonObject after)
    {
        var name = after.Text("name") ?? "";
        return new[]
        {
            Values(ReleaseChange.Image, before.Text("image"), after.Text("image")),
            Values(ReleaseChange.Command, Command(before), Command(after)),
            Environment(before, after),
            Values(ReleaseChange.MemoryLimit, Memory(before), Memory(after)),
            Resources(before, after),
            Values(ReleaseChange.Ports, Ports(before), Ports(after)),
            ProbesChanged(before, after),
        }
        .OfType<(string Field, string Change)>()
        .Select(line => ReleaseChange.Line(line.Field, name, line.Change));
    }

    private static (string Field, string Change)? Values(string field, string? before, string? after) =>
        before == after ? null : (field, $"{before ?? "none"} -> {after ?? "none"}");

    private static string? Command(JsonObject container) => PodTemplate.CommandLine(container) is { Length: > 0 } words ? words : null;

    private static string? Memory(JsonObject container) => container.NumberOrText("resources", "limits", "memory");

    private static string Ports(JsonObject container) =>
        string.Join(", ", container.Items("ports").Select(port => $"{port.Text("name")} {port.Int("containerPort")}".Trim()).DefaultIfEmpty("none"));

    // The memory limit has a line of its own.
    private static (string Field, string Change)? Resources(JsonObject before, JsonObject after)
    {
        var (old, now) = (WithoutMemoryLimit(before), WithoutMemoryLimit(after));
        return JsonNode.DeepEquals(old, now) ? null : (ReleaseChange.Resources, $"{old.ToJsonString()} -> {now.ToJsonString()}");
    }

    private static JsonObject WithoutMemoryLimit(JsonObject container)
    {
        var resources = container.At("resources")?.DeepClone() as JsonObject ?? [];
        (resources["limits"] as JsonObject)?.Remove("memory");
        foreach (var empty in resources.Where(pair => pair.Value is JsonObject { Count: 0 }).Select(pair => pair.Key).ToList())
        {
            resources.Remove(empty);
        }

        return resources;
    }

    private static (string Field, string Change)? Environment(JsonObject before, JsonObject after)
    {
        var (old, now) = (Variables(before), Variables(after));
        var added = now.Keys.Except(old.Keys).Select(name => $"+{name}");
        var removed = old.Keys.Except(now.Keys).Select(name => $"-{name}");
        var changed = now.Keys.Intersect(old.Keys).Where(name => !JsonNode.DeepEquals(old[name], now[name])).Select(name => $"~{name}{Addresses(name, old[name], now[name])}");
        var all = string.Join(", ", added.Concat(removed).Concat(changed));
        return all.Length == 0 ? null : (ReleaseChange.Environment, all);
    }

    private static string Addresses(string name, JsonNode? before, JsonNode? after)
    {
        var (old, now) = (EnvironmentAddresses.Text(name, before.Text("value")), EnvironmentAddresses.Text(name, after.Text("value")));
        return old is null && now is null ? "" : $" ({old ?? "none"} -> {now ?? "none"})";
    }

    private static Dictionary<string, JsonNode?> Variables(JsonObject container)
    {
        var variables = container.Items("env").DistinctBy(variable => variable.Text("name")).ToDictionary(variable => variable.Text("name") ?? "", variable => (JsonNode?)variable);
        foreach (var source in container.Items("envFrom"))
        {
            var from = source.Text("configMapRef", "name") ?? source.Text("secretRef", "name") ?? "";
            variables.TryAdd($"all of {from}", source);
        }

        return variables;
    }

    private static (string Field, string Change)? ProbesChanged(JsonObject before, JsonObject after)
    {
        var changed = Probes.Where(probe => !JsonNode.DeepEquals(before[probe], after[probe])).ToList();
        return changed.Count == 0 ? null : (ReleaseChange.Probes, string.Join(", ", changed));
    }
}
