using Autocura.Dashboard;
using Autocura.Orchestrations;
using Autocura.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>
/// Looks ahead in every cluster: which workloads will have too few replicas, and what will be full. What is foreseen goes through the same intake as every alert.
/// </summary>
public sealed class CapacityForecast(ClusterBoard board, LiveSettings settings, TimeProvider time, ILogger<CapacityForecast> logger)
{
    /// <summary>What the id of every look begins with.</summary>
    public const string IdPrefix = "forecast-";

    [Function(FunctionNames.CapacityForecast)]
    public async Task RunAsync([TimerTrigger("20 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        var cadence = new Cadence((await settings.ReadAsync(cancellationToken)).Options.Forecast.Every, time.GetUtcNow());
        await new ClusterRounds(client, FunctionNames.Forecast, IdPrefix) { Cadence = cadence, Seen = Note, Failed = NoteFailure }.RunAsync(board.Names, cancellationToken);
    }

    private void Note(string cluster, RoundReport round)
    {
        foreach (var gap in round.NewGaps)
        {
            logger.LogWarning("The look ahead in cluster {Cluster} could not see: {Gap}", cluster, gap);
        }
    }

    private void NoteFailure(string cluster, Exception failed) => logger.LogWarning(failed, "Cluster {Cluster} could not be looked ahead in; the next look tries again", cluster);
}
