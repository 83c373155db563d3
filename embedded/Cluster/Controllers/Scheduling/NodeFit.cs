using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>Why a pod cannot go to a node, in the scheduler's words; nothing when it can.</summary>
internal static class NodeFit
{
    private const string Unschedulable = "node.kubernetes.io/unschedulable";

    public static IReadOnlyList<string> Obstacles(JsonNode pod, JsonNode node, Demand used)
    {
        if (node.Is("spec", "unschedulable") && !Tolerates(pod, new JsonObject { ["key"] = Unschedulable, ["effect"] = "NoSchedule" }))
        {
            return ["node(s) were unschedulable"];
        }

        var taint = node.Objects("spec", "taints").FirstOrDefault(taint => taint.Text("effect") is "NoSchedule" or "NoExecute" && taint.Text("key") != Unschedulable && !Tolerates(pod, taint));
        if (taint is not null)
        {
            return [$"node(s) had untolerated taint {{{taint.Text("key")}: {taint.Text("value")}}}"];
        }

        if (!IsWanted(pod, node))
        {
            return ["node(s) didn't match Pod's node affinity/selector"];
        }

        return Shortages(Demand.Of(pod), Demand.Allocatable(node), used);
    }

    private static List<string> Shortages(Demand asked, Demand offered, Demand used)
    {
        var shortages = new List<string>();
        Check("Too many pods", asked.Pods + used.Pods > offered.Pods);
        Check("Insufficient cpu", asked.Cpu > 0 && asked.Cpu + used.Cpu > offered.Cpu);
        Check("Insufficient memory", asked.Memory > 0 && asked.Memory + used.Memory > offered.Memory);
        return shortages;

        void Check(string what, bool isShort)
        {
            if (isShort)
            {
                shortages.Add(what);
            }
        }
    }

    private static bool Tolerates(JsonNode pod, JsonNode taint) => pod.Objects("spec", "tolerations").Any(toleration =>
        (toleration.Text("effect") is null or "" || toleration.Text("effect") == taint.Text("effect"))
        && (toleration.Text("key") is null or "" || toleration.Text("key") == taint.Text("key"))
        && (toleration.Text("operator") == "Exists" || (toleration.Text("value") ?? "") == (taint.Text("value") ?? "")));

    private static bool IsWanted(JsonNode pod, JsonNode node)
    {
        var labels = node.Labels();
        var selector = pod.TextMap("spec", "nodeSelector");
        var required = pod.At("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution");
        return (selector.Count == 0 || LabelSelection.SelectsByMap(selector, labels))
            && (required is null || required.Objects("nodeSelectorTerms").Any(term => Matches(term, node, labels)));
    }

    private static bool Matches(JsonNode term, JsonNode node, IReadOnlyDictionary<string, string> labels)
    {
        var name = new Dictionary<string, string> { ["metadata.name"] = node.Name() };
        return term.Objects("matchExpressions").All(expression => LabelSelection.Holds(expression, labels))
            && term.Objects("matchFields").All(expression => LabelSelection.Holds(expression, name));
    }
}
