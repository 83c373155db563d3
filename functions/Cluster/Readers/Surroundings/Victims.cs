using System.Text.Json.Nodes;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>
/// Tells whether an experiment disturbs a workload: by the pods it says it has been injected into, and by its selector, as it may have ended those pods. One that
/// selects pods of the control plane disturbs everybody.
/// </summary>
internal sealed class Victims(WorkloadRef workload, JsonNode? template, IReadOnlyList<JsonObject> pods)
{
    private const string ControlPlane = "kube-system";

    // As the next pod would be: the workload may have none now.
    private readonly JsonObject next = new() { ["metadata"] = new JsonObject { ["namespace"] = workload.Namespace, ["labels"] = template.At("metadata", "labels")?.DeepClone() } };

    private readonly HashSet<string> nodes = [.. pods.Select(pod => pod.Text("spec", "nodeName")).OfType<string>()];

    public ExperimentHit? HitBy(JsonObject chaos, JsonNode? spec)
    {
        var home = chaos.Text("metadata", "namespace") ?? "";
        return Selects(spec.At("selector"), home) || WasInjected(chaos) ? ExperimentHit.Pods
            : Selects(spec.At("target", "selector"), home) ? ExperimentHit.OtherEnd
            : spec.Texts("selector", "nodes").Any(nodes.Contains) ? ExperimentHit.Node
            : spec.Texts("selector", "namespaces").Contains(ControlPlane) ? ExperimentHit.ControlPlane
            : null;
    }

    // "shop/cart-5d8f-x2x4q", and the container behind another slash.
    private bool WasInjected(JsonObject chaos) => chaos.Items("status", "experiment", "containerRecords")
        .Where(record => record.Text("selectorKey") is null or ".")
        .Select(record => (record.Text("id") ?? "").Split('/'))
        .Any(id => id.Length >= 2 && id[0] == workload.Namespace && PodNames.IsOf(workload, id[1]));

    private bool Selects(JsonNode? selector, string home)
    {
        if (selector is null)
        {
            return false;
        }

        if (selector.At("pods") is JsonObject { Count: > 0 } named)
        {
            return named.Any(entry => entry.Key == workload.Namespace && (entry.Value as JsonArray ?? []).Any(name => PodNames.IsOf(workload, name?.ToString() ?? "")));
        }

        var namespaces = selector.Texts("namespaces").DefaultIfEmpty(home);
        return namespaces.Contains(workload.Namespace) && (NarrowsToRunning(selector) ? pods : pods.Append(next)).Any(pod => Matches(selector, pod));
    }

    private static bool NarrowsToRunning(JsonNode selector) =>
        selector.Texts("nodes").Any() || selector.Map("fieldSelectors").Count > 0 || selector.Texts("podPhaseSelectors").Any() || selector.Map("annotationSelectors").Count > 0;

    private static bool Matches(JsonNode selector, JsonObject pod)
    {
        var labels = pod.Map("metadata", "labels");
        return labels.Meet(selector.Map("labelSelectors"))
            && selector.Items("expressionSelectors").All(expression => SelectorText.Holds(expression, labels))
            && pod.Map("metadata", "annotations").Meet(selector.Map("annotationSelectors"))
            && selector.Map("fieldSelectors").All(field => pod.Text(field.Key.Split('.')) == field.Value)
            && IsAny(selector.Texts("podPhaseSelectors"), pod.Text("status", "phase"))
            && IsAny(selector.Texts("nodes"), pod.Text("spec", "nodeName"));
    }

    private static bool IsAny(IEnumerable<string> allowed, string? value) => allowed.ToList() is var list && (list.Count == 0 || list.Contains(value ?? ""));
}
