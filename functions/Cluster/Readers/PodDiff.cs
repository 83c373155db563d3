using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>What changed in a pod template outside of its containers, a line a field, in the words of <see cref="ReleaseChange"/>.</summary>
internal static class PodDiff
{
    private const string None = "none";

    // Written by the cluster for each release.
    private static readonly string[] IgnoredLabels = ["pod-template-hash", "controller-revision-hash"];

    // Those that have a line of their own.
    private static readonly string[] Told =
        ["containers", "initContainers", "nodeSelector", "tolerations", "dnsPolicy", "priorityClassName", "priority", "hostNetwork", "volumes", "affinity"];

    private static readonly string[] ToldAffinity = ["nodeAffinity", "podAffinity", "podAntiAffinity"];

    public static IEnumerable<string> Between(JsonNode? before, JsonNode? after)
    {
        var (old, now) = (before.At("spec"), after.At("spec"));
        return Words(old, now)
            .Concat(Named(ReleaseChange.Labels, Labels(before), Labels(after)))
            .Concat(Named(ReleaseChange.Volumes, Volumes(old), Volumes(now)))
            .Concat(Keys(old, now, Told).Select(field => $"pod spec {field}: changed"))
            .Concat(Keys(before.At("metadata", "annotations"), after.At("metadata", "annotations"), []).Select(name => $"pod annotation {name}: changed"));
    }

    private static IEnumerable<string> Words(JsonNode? old, JsonNode? now) => new[]
    {
        Word(ReleaseChange.NodeSelector, Text(old.Map("nodeSelector")), Text(now.Map("nodeSelector"))),
        Word(ReleaseChange.NodeAffinity, Text(Placement.NodeAffinity(old)), Text(Placement.NodeAffinity(now))),
        Word(ReleaseChange.PodAffinity, Text(Placement.PodTerms(old, "podAffinity")), Text(Placement.PodTerms(now, "podAffinity"))),
        Word(ReleaseChange.AntiAffinity, Text(Placement.PodTerms(old, "podAntiAffinity")), Text(Placement.PodTerms(now, "podAntiAffinity"))),
        Word(ReleaseChange.Tolerations, Text(Placement.Tolerations(old)), Text(Placement.Tolerations(now))),
        Word(ReleaseChange.DnsPolicy, old.Text("dnsPolicy") ?? "ClusterFirst", now.Text("dnsPolicy") ?? "ClusterFirst"),
        Word(ReleaseChange.PriorityClass, old.Text("priorityClassName") ?? None, now.Text("priorityClassName") ?? None),
        Word(ReleaseChange.HostNetwork, old.Flag("hostNetwork") ? "yes" : "no", now.Flag("hostNetwork") ? "yes" : "no"),
        Preferences(old, now),
    }.OfType<string>();

    private static string? Word(string field, string before, string after) =>
        before == after ? null : ReleaseChange.Line(field, ReleaseChange.Pod, $"{before} -> {after}");

    // What is only preferred keeps no pod from running.
    private static string? Preferences(JsonNode? old, JsonNode? now) => ToldAffinity.Any(part => !JsonNode.DeepEquals(
        old.At("affinity", part, "preferredDuringSchedulingIgnoredDuringExecution"),
        now.At("affinity", part, "preferredDuringSchedulingIgnoredDuringExecution")))
        ? ReleaseChange.Line("affinity (preferred)", ReleaseChange.Pod, "changed")
        : null;

    private static IEnumerable<string> Named(string field, Dictionary<string, string> before, Dictionary<string, string> after)
    {
        var changes = after.Where(pair => !before.ContainsKey(pair.Key)).Select(pair => $"+{pair.Key}={pair.Value}")
            .Concat(before.Where(pair => !after.ContainsKey(pair.Key)).Select(pair => $"-{pair.Key}={pair.Value}"))
            .Concat(after.Where(pair => before.TryGetValue(pair.Key, out var value) && value != pair.Value).Select(pair => $"~{pair.Key} ({before[pair.Key]} -> {pair.Value})"));
        var all = string.Join(", ", changes.Order(StringComparer.Ordinal));
        return all.Length == 0 ? [] : [ReleaseChange.Line(field, ReleaseChange.Pod, all)];
    }

    private static Dictionary<string, string> Labels(JsonNode? template) =>
        template.Map("metadata", "labels").Where(label => !IgnoredLabels.Contains(label.Key)).ToDictionary();

    private static Dictionary<string, string> Volumes(JsonNode? spec) => spec.Items("volumes")
        .DistinctBy(volume => volume.Text("name"))
        .ToDictionary(volume => volume.Text("name") ?? "", Volume);

    private static string Volume(JsonObject volume)
    {
        var kind = volume.Select(field => field.Key).FirstOrDefault(key => key != "name") ?? "emptyDir";
        var name = volume.Text(kind, "name") ?? volume.Text(kind, "claimName") ?? volume.Text(kind, "secretName") ?? volume.Text(kind, "path");
        return name is null ? kind : $"{kind} {name}";
    }

    private static string Text(IReadOnlyDictionary<string, string> map) =>
        Text(map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    private static string Text(IEnumerable<string> terms)
    {
        var text = string.Join(" or ", terms);
        return text.Length == 0 ? None : text;
    }

    private static IEnumerable<string> Keys(JsonNode? before, JsonNode? after, string[] except)
    {
        var old = before as JsonObject ?? [];
        var now = after as JsonObject ?? [];
        return old.Select(pair => pair.Key).Union(now.Select(pair => pair.Key))
            .Where(key => !except.Contains(key) && !JsonNode.DeepEquals(old[key], now[key]))
            .Order(StringComparer.Ordinal);
    }
}
