using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>The pods that the selector of an experiment means. One that names no namespace means that of the experiment, as the project's webhook decides.</summary>
internal static class PodSelection
{
    public static IEnumerable<JsonObject> Select(ClusterClient client, JsonObject? selector, string? home)
    {
        if (selector.Child("pods") is { Count: > 0 } named)
        {
            return named.SelectMany(entry => entry.Value is JsonArray names ? names.Select(name => client.Find(ObjectKey.Core("pods", entry.Key, name.Text() ?? ""))) : []).OfType<JsonObject>();
        }

        var namespaces = selector.Texts("namespaces").ToList();
        return (namespaces.Count > 0 ? namespaces : [home ?? ""]).Distinct().SelectMany(ns => client.List("", "pods", ns))
            .Where(pod => !pod.IsDeleting() && Matches(client, selector, pod));
    }

    private static bool Matches(ClusterClient client, JsonObject? selector, JsonObject pod) =>
        Contains(pod.Labels(), selector.TextMap("labelSelectors"))
        && Contains(pod.TextMap("metadata", "annotations"), selector.TextMap("annotationSelectors"))
        && LabelSelector.OfExpressions(selector.Items("expressionSelectors")).Matches(pod)
        && selector.TextMap("fieldSelectors").All(field => pod.At(field.Key.Split('.'))?.ToString() == field.Value)
        && IsAny(selector.Texts("podPhaseSelectors"), phase => phase == pod.Text("status", "phase"))
        && IsAny(selector.Texts("nodes"), node => node == pod.Text("spec", "nodeName"))
        && (selector.TextMap("nodeSelectors") is not { Count: > 0 } wanted || Contains(NodeLabels(client, pod), wanted));

    private static bool Contains(IReadOnlyDictionary<string, string> found, IReadOnlyDictionary<string, string> wanted) =>
        wanted.All(pair => found.TryGetValue(pair.Key, out var value) && value == pair.Value);

    private static bool IsAny(IEnumerable<string> allowed, Func<string, bool> matches) => allowed.ToList() is var list && (list.Count == 0 || list.Exists(value => matches(value)));

    private static IReadOnlyDictionary<string, string> NodeLabels(ClusterClient client, JsonObject pod) =>
        client.Find(ObjectKey.Core("nodes", null, pod.Text("spec", "nodeName") ?? "")) is { } node ? node.Labels() : new Dictionary<string, string>();
}
