using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>Reads what a pod template asks of the place where its pods run.</summary>
internal static class Placement
{
    private const int Most = 10;
    private const int Longest = 200;

    public static PlacementView View(JsonNode? template)
    {
        var spec = template.At("spec");
        return new PlacementView
        {
            NodeSelector = spec.Map("nodeSelector").Take(Most).ToDictionary(),
            NodeAffinity = Bounded(NodeAffinity(spec)),
            AntiAffinity = Bounded(PodTerms(spec, "podAntiAffinity")),
            Tolerations = Bounded(Tolerations(spec)),
            PriorityClass = spec.Text("priorityClassName") ?? "",
            DnsPolicy = spec.Text("dnsPolicy") ?? "ClusterFirst",
            HostNetwork = spec.Flag("hostNetwork"),
        };
    }

    /// <summary>Required terms; a pod goes where one of them holds.</summary>
    public static IEnumerable<string> NodeAffinity(JsonNode? spec) => spec
        .Items("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
        .Select(term => string.Join(" and ", term.Items("matchExpressions").Concat(term.Items("matchFields")).Select(Expression)));

    /// <summary>Required terms of podAffinity or podAntiAffinity.</summary>
    public static IEnumerable<string> PodTerms(JsonNode? spec, string list) => spec
        .Items("affinity", list, "requiredDuringSchedulingIgnoredDuringExecution")
        .Select(term => $"{SelectorText.Of(term.At("labelSelector"))} per {term.Text("topologyKey")}");

    public static IEnumerable<string> Tolerations(JsonNode? spec) => spec.Items("tolerations").Select(toleration =>
    {
        var key = toleration.Text("key") ?? "*";
        var value = toleration.Text("value") is { Length: > 0 } text ? $"={text}" : "";
        return toleration.Text("effect") is { Length: > 0 } effect ? $"{key}{value}:{effect}" : $"{key}{value}";
    });

    private static string Expression(JsonObject expression) =>
        $"{expression.Text("key")} {expression.Text("operator")} {string.Join(",", expression.Texts("values"))}".TrimEnd();

    private static IReadOnlyList<string> Bounded(IEnumerable<string> lines) => [.. lines.Take(Most).Select(line => line.Clip(Longest))];
}
