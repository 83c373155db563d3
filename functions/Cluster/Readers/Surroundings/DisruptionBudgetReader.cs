using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>Reads the disruption budget that selects the pods; of several the one that allows least.</summary>
internal static class DisruptionBudgetReader
{
    public static Task<DisruptionBudgetView?> ReadAsync(Scene scene) => scene.PartAsync<DisruptionBudgetView?>(EvidencePart.Disruption, null, async () =>
        (await scene.HereAsync(Kinds.PodDisruptionBudget))
            .Where(budget => budget.At("spec", "selector") is { } selector && SelectorText.Matches(selector, scene.PodLabels))
            .Select(View)
            .OrderBy(view => view.Allowed)
            .ThenBy(view => view.Name, StringComparer.Ordinal)
            .FirstOrDefault());

    private static DisruptionBudgetView View(JsonObject budget) => new(
        budget.Name(),
        budget.Int("status", "disruptionsAllowed") ?? 0,
        budget.Int("status", "currentHealthy") ?? 0,
        budget.Int("status", "desiredHealthy") ?? 0,
        budget.Int("status", "expectedPods") ?? 0);
}
