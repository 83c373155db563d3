using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>
/// Reads the nodes that matter to the pods: those they run on, and those where they could run and may not. Of a large cluster only the pods' own and the cordoned.
/// </summary>
internal static class NodeReader
{
    private const int Most = 10;
    private const int FewNodes = 50;
    private const string Cordon = "node.kubernetes.io/unschedulable";

    private static readonly string[] Pressures = ["MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable"];

    public static Task<Nodes> ReadAsync(Scene scene) => scene.PartAsync(EvidencePart.Nodes, Nodes.None, async () =>
    {
        var pods = await scene.PodsAsync();
        var counts = pods.Select(pod => pod.Text("spec", "nodeName")).OfType<string>().CountBy(name => name).ToDictionary();
        var isWaiting = pods.Any(pod => pod.Text("spec", "nodeName") is null);
        var nodes = await CandidatesAsync(scene, counts.Keys);
        var eligible = nodes.Where(node => counts.ContainsKey(node.Name()) || IsEligible(node, scene.Template)).ToList();
        var views = eligible
            .Select(node => View(node, counts.GetValueOrDefault(node.Name()), scene.Template))
            .Where(view => view.PodsOfWorkload > 0 || IsInTrouble(view) || (isWaiting && view.RepellingTaints.Count > 0))
            .OrderByDescending(IsInTrouble)
            .ThenByDescending(view => view.PodsOfWorkload)
            .ThenBy(view => view.Name, StringComparer.Ordinal)
            .ToList();
        return new Nodes([.. views.Take(Most)], eligible.Count);
    });

    private static bool IsInTrouble(NodeView view) => !view.Ready || !view.Schedulable || view.Pressures.Count > 0;

    private static async Task<IReadOnlyList<JsonObject>> CandidatesAsync(Scene scene, IEnumerable<string> own)
    {
        var first = await scene.FirstAsync(Kinds.Node, new ListQuery(Limit: FewNodes));
        if (!first.IsCut)
        {
            return first;
        }

        var cordoned = scene.ListAsync(Kinds.Node, new ListQuery(FieldSelector: "spec.unschedulable=true"));
        var running = await Task.WhenAll(own.Take(Most).Select(name => scene.FindAsync(Kinds.Node.Ref("", name))));
        return [.. running.OfType<JsonObject>().Concat(await cordoned).DistinctBy(node => node.Name())];
    }

    // Where the template asks for certain nodes the others do not matter.
    private static bool IsEligible(JsonObject node, JsonNode? template)
    {
        var labels = node.Map("metadata", "labels");
        var terms = template.Items("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms").ToList();
        return labels.Meet(template.Map("spec", "nodeSelector"))
            && (terms.Count == 0 || terms.Exists(term => term.Items("matchExpressions").All(expression => SelectorText.Holds(expression, labels))));
    }

    private static NodeView View(JsonObject node, int pods, JsonNode? template)
    {
        var isCordoned = node.Flag("spec", "unschedulable");
        var (by, at) = isCordoned ? CordonedBy(node) : ("", null);
        return new NodeView(node.Name(), Is(node, "Ready"), !isCordoned, pods)
        {
            Pressures = [.. Pressures.Where(pressure => Is(node, pressure))],
            CordonedAt = at,
            CordonedBy = by,
            RepellingTaints = [.. node.Items("spec", "taints").Where(taint => taint.Text("key") != Cordon && Repels(taint, template)).Select(Text)],
        };
    }

    private static bool Is(JsonObject node, string condition) =>
        node.Items("status", "conditions").FirstOrDefault(found => found.Text("type") == condition).Text("status") == "True";

    private static (string By, DateTimeOffset? At) CordonedBy(JsonObject node)
    {
        var writer = node.Items("metadata", "managedFields")
            .Where(entry => entry.At("fieldsV1", "f:spec", "f:unschedulable") is not null)
            .OrderByDescending(entry => entry.Time("time"))
            .FirstOrDefault();
        var tainted = node.Items("spec", "taints").FirstOrDefault(taint => taint.Text("key") == Cordon).Time("timeAdded");
        return (writer.Text("manager") ?? "", tainted ?? writer.Time("time"));
    }

    private static bool Repels(JsonObject taint, JsonNode? template) =>
        taint.Text("effect") is "NoSchedule" or "NoExecute" && !template.Items("spec", "tolerations").Any(toleration => Tolerates(toleration, taint));

    private static bool Tolerates(JsonObject toleration, JsonObject taint) =>
        (toleration.Text("effect") is not { Length: > 0 } effect || effect == taint.Text("effect"))
        && (toleration.Text("operator") == "Exists"
            ? toleration.Text("key") is not { Length: > 0 } key || key == taint.Text("key")
            : toleration.Text("key") == taint.Text("key") && (toleration.Text("value") ?? "") == (taint.Text("value") ?? ""));

    private static string Text(JsonObject taint) =>
        taint.Text("value") is { Length: > 0 } value ? $"{taint.Text("key")}={value}:{taint.Text("effect")}" : $"{taint.Text("key")}:{taint.Text("effect")}";

    /// <summary>The worst of them, and how many there are where pods may run: those that are well and run none of them included.</summary>
    public sealed record Nodes(IReadOnlyList<NodeView> Views, int InAll)
    {
        public static readonly Nodes None = new([], 0);
    }
}
