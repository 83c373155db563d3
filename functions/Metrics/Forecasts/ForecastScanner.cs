using Autocura.Cluster;
using Autocura.Forecasting;
using Autocura.Signals;

namespace Autocura.Metrics.Forecasts;

/// <summary>One look ahead over a cluster: which workloads will have too few replicas, and what will be full.</summary>
public sealed class ForecastScanner(IClusters clusters, CapacityLook capacity, ExhaustionLook exhaustion, TimeProvider time)
{
    /// <summary>What the source label of its alerts says.</summary>
    public const string Source = "forecast";

    private const int MostGaps = 12;

    public async Task<SweepReport> LookAsync(SweepRequest request, ForecastOptions options, WatchScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(scope);
        var cluster = clusters.Named(request.Cluster);
        var found = new ForecastFindings();
        await TryAsync(() => capacity.LookAsync(cluster, options, found, cancellationToken), found, Observation.CapacityShort, Observation.CapacitySpare);
        await TryAsync(() => exhaustion.LookAsync(cluster, options, found, cancellationToken), found, Observation.ExhaustionAhead);
        List<Finding> findings = [.. found.All.Where(finding => scope.Covers(finding.Subject))];
        string[] gaps = [.. found.Gaps.Distinct().Take(MostGaps)];
        var settled = new ConditionLedger(request.Cluster, Source, time.GetUtcNow()).Settle(request.Memory, findings, found.WouldSee) with { Gaps = gaps };
        return new SweepReport(settled, new SweepCost(found.Questions, found.Looked, 0, findings.Count) { WasFull = true, WasWhole = true }, gaps);
    }

    /// <summary>What the cluster does not let be read is a gap, and no reason not to look at the rest.</summary>
    private static async Task TryAsync(Func<Task> look, ForecastFindings found, params Observation[] blind)
    {
        try
        {
            await look();
        }
        catch (ClusterException refused)
        {
            found.Gaps.Add($"forecast: {refused.Message}");
            found.Blind.UnionWith(blind);
        }
    }
}
