using Autocura.Guardrails.Brakes;
using Autocura.Telemetry;

namespace Autocura.Dashboard;

/// <summary>What holds this system back in each cluster, as metrics. A cluster that does not answer is down, and nothing else is said of it.</summary>
public static class ControlReadings
{
    public static IReadOnlyList<MetricFamily> Of(IReadOnlyList<ClusterControl> clusters)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        var answering = clusters.Where(cluster => cluster.Answers).ToList();
        return
        [
            Gauge("autocura_cluster_up", "Whether the API server of a cluster answers.", clusters.Select(cluster => Sample("autocura_cluster_up", cluster.Answers ? 1 : 0, ("cluster", cluster.Cluster)))),
            Gauge("autocura_stopped", "Whether the kill switch stops every change.", answering.Select(cluster => Sample("autocura_stopped", cluster.IsStopped ? 1 : 0, ("cluster", cluster.Cluster)))),
            Gauge("autocura_breaker_state", "0 closed, 1 one plan is let through to see, 2 open.", answering.Select(cluster => Sample("autocura_breaker_state", StateOf(cluster.Breaker), ("cluster", cluster.Cluster)))),
            Gauge("autocura_budget_remaining", "Steps that may still be taken within the window.", answering.SelectMany(cluster => cluster.Budgets.Select(budget =>
                Sample("autocura_budget_remaining", Math.Max(0, budget.Limit - budget.Spent), ("cluster", cluster.Cluster), ("scope", budget.Scope), ("namespace", budget.Namespace))))),
        ];
    }

    private static int StateOf(string breaker) => breaker switch
    {
        nameof(BreakerState.Closed) => 0,
        nameof(BreakerState.Open) => 2,
        _ => 1,
    };

    private static MetricFamily Gauge(string name, string help, IEnumerable<MetricSample> samples) => new(name, help, MetricKind.Gauge, [.. samples]);

    private static MetricSample Sample(string name, double value, params (string Name, string Value)[] labels) =>
        new(name, [.. labels.Where(label => label.Value.Length > 0).Select(label => KeyValuePair.Create(label.Name, label.Value))], value);
}
