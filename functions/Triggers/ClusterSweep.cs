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
        var cadence = new Cadence((await settings.ReadAsync(cancellationToken)).Options.Sweep.Every, time.GetUtcNow());
        await new ClusterRounds(client, FunctionNames.Sweep, IdPrefix) { Cadence = cadence, Seen = Note, Failed = NoteFailure }.RunAsync(board.Names, cancellationToken);
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

    private void NoteFailure(string cluster, Exception failed) => logger.LogWarning(failed, "Cluster {Cluster} could not be swept; the next sweep tries again", cluster);
}
