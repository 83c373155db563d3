using Autocura.Dashboard;
using Autocura.Orchestrations;
using Autocura.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>
/// Looks at every cluster by itself, with no monitoring system at all. Each cluster has one durable instance, so however many replicas there are, one sweeps
/// it; what is found goes through the same intake as every alert.
/// </summary>
public sealed class ClusterSweep(ClusterBoard board, LiveSettings settings, TimeProvider time, ILogger<ClusterSweep> logger)
{
    /// <summary>What the id of every sweep begins with.</summary>
    public const string IdPrefix = "sweep-";

    [Function(FunctionNames.ClusterSweep)]
    public async Task RunAsync([TimerTrigger("*/15 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        var every = (await settings.ReadAsync(cancellationToken)).Options.Sweep.Every;
        await Task.WhenAll(board.Names.Select(cluster => SweepAsync(client, cluster, every, cancellationToken)));
    }

    /// <summary>A cluster that cannot be swept is no reason not to sweep the others.</summary>
    private async Task SweepAsync(DurableTaskClient client, string cluster, TimeSpan every, CancellationToken cancellationToken)
    {
        try
        {
            var id = RoundName.Of(IdPrefix, cluster);
            if (await Cadence.IsDueAsync(client, id, every, time.GetUtcNow(), cancellationToken) && await new SignalRound(client, FunctionNames.Sweep, id).RunAsync(cluster, cancellationToken) is { } round)
            {
                Note(cluster, round);
            }
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(failed, "Cluster {Cluster} could not be swept; the next sweep tries again", cluster);
        }
    }

    private void Note(string cluster, RoundReport round)
    {
        var cost = round.Report.Cost;
        logger.LogDebug(
            "Cluster {Cluster}: {Findings} findings in {Namespaces} namespaces, {Requests} requests for {Objects} objects, everything: {Full}, to the end: {Whole}",
            cluster, cost.Findings, cost.Namespaces, cost.Requests, cost.Objects, cost.WasFull, cost.WasWhole);
        foreach (var gap in round.NewGaps)
        {
            logger.LogWarning("The sweep of cluster {Cluster} could not read {Gap}", cluster, gap);
        }
    }
}
