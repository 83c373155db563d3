using Autocura.Dashboard;
using Autocura.Orchestrations;
using Autocura.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>
/// Compares the golden signals of every service of every cluster with its own recent past, where a metrics source is configured. What is found goes through the
/// same intake as every alert.
/// </summary>
public sealed class AnomalyScan(ClusterBoard board, LiveSettings settings, TimeProvider time, ILogger<AnomalyScan> logger)
{
    /// <summary>What the id of every scan begins with.</summary>
    public const string IdPrefix = "scan-";

    [Function(FunctionNames.AnomalyScan)]
    public async Task RunAsync([TimerTrigger("5-59/15 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        var cadence = new Cadence((await settings.ReadAsync(cancellationToken)).Options.Scan.Every, time.GetUtcNow());
        await new ClusterRounds(client, FunctionNames.Scan, IdPrefix) { Cadence = cadence, Seen = Note, Failed = NoteFailure }.RunAsync(board.Names, cancellationToken);
    }

    private void Note(string cluster, RoundReport round)
    {
        var cost = round.Report.Cost;
        logger.LogDebug("Scan of cluster {Cluster}: {Findings} findings in {Series} series, {Questions} questions", cluster, cost.Findings, cost.Objects, cost.Requests);
        foreach (var gap in round.NewGaps)
        {
            logger.LogWarning("The scan of cluster {Cluster} could not see: {Gap}", cluster, gap);
        }
    }

    private void NoteFailure(string cluster, Exception failed) => logger.LogWarning(failed, "The metrics of cluster {Cluster} could not be scanned; the next scan tries again", cluster);
}
