using System.Text.Json.Nodes;
using Autocura.Guardrails.Facts;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers.Review;

/// <summary>Reads what workloads and pods among the targets can lose: how many pods are ready, and what disruption budgets protect.</summary>
internal static class ServingReader
{
    private const int MostPods = 500;

    public static Task<Fact<IReadOnlyList<ServingView>>> ReadAsync(ReviewReading reading, IEnumerable<ObjectRef> targets) => reading.PartAsync<IReadOnlyList<ServingView>>(async () =>
        [.. (await Task.WhenAll(targets.Where(target => target.Kind == Kinds.Pod.Kind || Kinds.IsWorkload(target.Kind)).Select(target => ViewAsync(reading, target)))).OfType<ServingView>()]);

    private static async Task<ServingView?> ViewAsync(ReviewReading reading, ObjectRef target)
    {
        if (await reading.Cluster.FindAsync(target, reading.Token) is not { } found)
        {
            return null;
        }

        var isPod = target.Kind == Kinds.Pod.Kind;
        var view = isPod ? await OfPodAsync(reading, target, found) : OfWorkload(target, found);
        var budget = await BudgetAsync(reading, target.Namespace, isPod ? found.Map("metadata", "labels") : found.Map("spec", "template", "metadata", "labels"));
        return budget is null ? view : view with { Budget = budget.Name(), Allowed = budget.Int("status", "disruptionsAllowed") ?? 0 };
    }

    private static ServingView OfWorkload(ObjectRef target, JsonObject workload)
    {
        var state = WorkloadState.View(workload);
        return new ServingView(target) { Desired = state.Replicas, Ready = state.ReadyReplicas, Group = $"{target}", StopsAll = StopsAll(workload, state.Replicas) };
    }

    // A StatefulSet replaces one pod after the other, and each before the next of that name.
    private static bool StopsAll(JsonObject workload, int replicas) =>
        workload.Text("spec", "strategy", "type") == "Recreate" || (workload.Text("kind") == "StatefulSet" && replicas == 1);

    /// <summary>The pod among those of its controller.</summary>
    private static async Task<ServingView> OfPodAsync(ReviewReading reading, ObjectRef target, JsonObject pod)
    {
        var owner = pod.Controller();
        var beside = await reading.Cluster.ListAsync(Kinds.Pod, new ListQuery(target.Namespace, Limit: MostPods), reading.Token);
        if (beside.IsCut)
        {
            throw new ClusterException($"Namespace {target.Namespace} has more than {MostPods} pods.", "TooMany", System.Net.HttpStatusCode.RequestEntityTooLarge);
        }

        var siblings = beside.Where(one => owner is not null && one.Controller().Text("uid") == owner.Text("uid")).ToList();
        return new ServingView(target)
        {
            Desired = siblings.Count,
            Ready = siblings.Count(Serves),
            IsReady = Serves(pod),
            Group = owner is null ? $"{target}" : $"{owner.Text("kind")} {target.Namespace}/{owner.Text("name")}",
        };
    }

    private static bool Serves(JsonObject pod) => pod.At("metadata", "deletionTimestamp") is null && pod.IsReady();

    private static async Task<JsonObject?> BudgetAsync(ReviewReading reading, string ns, IReadOnlyDictionary<string, string> labels) =>
        (await reading.Cluster.ListAsync(Kinds.PodDisruptionBudget, new ListQuery(ns), reading.Token))
            .Where(budget => budget.At("spec", "selector") is { } selector && SelectorText.Matches(selector, labels))
            .OrderBy(budget => budget.Int("status", "disruptionsAllowed") ?? 0)
            .ThenBy(budget => budget.Name(), StringComparer.Ordinal)
            .FirstOrDefault();
}
