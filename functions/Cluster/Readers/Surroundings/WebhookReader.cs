using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>Finds the admission webhooks that see pods of the workload and were changed lately, or that an event complains of.</summary>
internal static class WebhookReader
{
    private const int Most = 5;

    private static readonly TimeSpan Lately = TimeSpan.FromDays(1);

    public static Task<IReadOnlyList<WebhookView>> ReadAsync(Scene scene) => scene.PartAsync<IReadOnlyList<WebhookView>>(EvidencePart.Webhooks, [], async () =>
    {
        var everywhere = new ListQuery();
        var mutating = scene.ListAsync(Kinds.MutatingWebhookConfiguration, everywhere);
        var validating = scene.ListAsync(Kinds.ValidatingWebhookConfiguration, everywhere);
        var labels = (await scene.NamespaceAsync()).Map("metadata", "labels");
        var complaints = (await scene.WarningsAsync()).Select(happened => happened.Text("message") ?? "").Where(message => message.Contains("webhook")).ToList();
        return [.. (await mutating).Concat(await validating)
            .Select(configuration => (Configuration: configuration, Seeing: configuration.Items("webhooks").Where(hook => Sees(scene, hook, labels)).ToList()))
            .Where(one => one.Seeing.Count > 0)
            .Select(one => (View: View(scene, one.Configuration, one.Seeing), IsBlamed: one.Seeing.Exists(hook => complaints.Exists(text => text.Contains($"\"{hook.Text("name")}\"")))))
            .Where(one => one.IsBlamed || one.View.ChangedAt >= scene.Onset - Lately)
            .OrderByDescending(one => one.IsBlamed)
            .ThenByDescending(one => one.View.ChangedAt)
            .Select(one => one.View with { IsBlamed = one.IsBlamed })
            .Take(Most)];
    });

    private static WebhookView View(Scene scene, JsonObject configuration, List<JsonObject> seeing) => new(
        scene.Ref(configuration),
        configuration.Text("kind") == Kinds.MutatingWebhookConfiguration.Kind,
        seeing.Exists(hook => hook.Text("failurePolicy") is null or "Fail"),
        ManagedFields.Latest(configuration).At);

    private static bool Sees(Scene scene, JsonObject hook, IReadOnlyDictionary<string, string> namespaceLabels) =>
        hook.Items("rules").Any(IsAboutPods)
        && SelectorText.Matches(hook.At("namespaceSelector"), namespaceLabels)
        && SelectorText.Matches(hook.At("objectSelector"), scene.PodLabels);

    private static bool IsAboutPods(JsonObject rule) =>
        rule.Texts("apiGroups").Any(group => group is "" or "*") && rule.Texts("resources").Any(resource => resource is "pods" or "*" or "*/*");
}
