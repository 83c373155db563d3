using System.Net;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Ledger;
using Autocura.Metrics;

namespace Autocura.Dashboard;

/// <summary>
/// Says what this system lacks for its work: custom resources, rights to keep its record and its locks, a metrics source, clocks that agree. Probes ask often, so an answer holds for a minute.
/// </summary>
public sealed class ReadinessBoard(EveryCluster clusters, IMetricSource source, LedgerOptions own, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(1);

    /// <summary>Locks are held for a minute and alerts told in seconds: clocks further apart than this make them wrong.</summary>
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(5);

    private static readonly ResourceKind Review = new("authorization.k8s.io", "v1", "SelfSubjectAccessReview", "selfsubjectaccessreviews", Namespaced: false);

    private static readonly ResourceKind[] Declared =
        [Kinds.Issue, Kinds.Anomaly, Kinds.AIInsight, Kinds.RemediationPlan, Kinds.KnownGood, Kinds.HealingPolicy, Kinds.RollbackPolicy, Kinds.Runbook, Kinds.ParallelEnvironment];

    private readonly SemaphoreSlim oneAtATime = new(1);
    private (DateTimeOffset At, IReadOnlyList<ClusterReadiness> Found)? known;

    /// <summary>Home first, and the metrics source last.</summary>
    public async Task<IReadOnlyList<ClusterReadiness>> ReadAsync(CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (known is not { } before || time.GetUtcNow() - before.At >= Holds)
            {
                known = (time.GetUtcNow(), await LookAsync(cancellationToken));
            }

            return known.Value.Found;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task<IReadOnlyList<ClusterReadiness>> LookAsync(CancellationToken cancellationToken)
    {
        var found = await clusters.AskAsync(LookAsync, (cluster, _) => new ClusterReadiness(cluster.Name, ["the API server does not answer"]), cancellationToken);
        var metrics = source is NoMetricSource ? [] : await source.QueryAsync("vector(1)", at: null, cancellationToken) is MetricAnswer.Unmeasurable ? ["the metrics source does not answer"] : Array.Empty<string>();
        return [.. found, new ClusterReadiness("metrics", metrics)];
    }

    private async Task<ClusterReadiness> LookAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        _ = await cluster.VersionAsync(cancellationToken);
        var missing = new List<string>();
        foreach (var kind in Declared)
        {
            if (await LackAsync(cluster, kind, cancellationToken) is { } lack) missing.Add(lack);
        }

        var anywhere = cluster.Namespaces is [var first, ..] ? first : "";
        foreach (var (verb, kind, part, ns) in Needed(anywhere))
        {
            if (!await MayAsync(cluster, (verb, kind, part, ns), cancellationToken)) missing.Add($"may not {verb} {kind.Plural}{(part.Length > 0 ? $"/{part}" : "")}{(ns.Length > 0 ? $" in {ns}" : "")}");
        }

        if (cluster.Skew is { } skew && skew.Duration() > MostSkew) missing.Add($"its clock is {skew.Duration().TotalSeconds:0} s {(skew > TimeSpan.Zero ? "ahead of" : "behind")} this host's");
        return new ClusterReadiness(cluster.Name, missing);
    }

    /// <summary>What the record, the locks and the brakes are kept with.</summary>
    private IEnumerable<(string Verb, ResourceKind Kind, string Part, string Namespace)> Needed(string anywhere) =>
    [
        ("create", Kinds.Issue, "", anywhere), ("patch", Kinds.Issue, "", anywhere), ("patch", Kinds.Issue, "status", anywhere), ("patch", Kinds.RemediationPlan, "status", anywhere),
        ("create", Kinds.Lease, "", own.Namespace), ("patch", Kinds.Lease, "", own.Namespace), ("create", Kinds.ConfigMap, "", own.Namespace),
    ];

    private static async Task<string?> LackAsync(ICluster cluster, ResourceKind kind, CancellationToken cancellationToken)
    {
        try
        {
            _ = await cluster.PageAsync(kind, new ListQuery(cluster.Namespaces is [var first, ..] ? first : "", Limit: 1), "", cancellationToken);
            return null;
        }
        catch (ClusterException refused) when (refused.Status == HttpStatusCode.NotFound)
        {
            return $"the custom resource {kind.Plural}.{kind.Group} is not installed";
        }
        catch (ClusterException refused) when (refused.Status == HttpStatusCode.Forbidden)
        {
            return $"may not list {kind.Plural}";
        }
    }

    private static async Task<bool> MayAsync(ICluster cluster, (string Verb, ResourceKind Kind, string Part, string Namespace) right, CancellationToken cancellationToken)
    {
        var asked = new JsonObject { ["verb"] = right.Verb, ["group"] = right.Kind.Group, ["resource"] = right.Kind.Plural, ["subresource"] = right.Part, ["namespace"] = right.Namespace };
        var review = new JsonObject { ["apiVersion"] = Review.ApiVersion, ["kind"] = Review.Kind, ["metadata"] = new JsonObject(), ["spec"] = new JsonObject { ["resourceAttributes"] = asked } };
        return (await cluster.CreateAsync(Review, review, cancellationToken)).Flag("status", "allowed");
    }
}
