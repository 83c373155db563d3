using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>One round of this system's own watching over each of several clusters. A cluster that cannot be watched is no reason not to watch the others.</summary>
internal sealed class ClusterRounds(DurableTaskClient client, string orchestrator, string idPrefix)
{
    /// <summary>How often a round is wanted; null: at every call.</summary>
    public Cadence? Cadence { get; init; }

    /// <summary>Told of what a round saw.</summary>
    public required Action<string, RoundReport> Seen { get; init; }

    /// <summary>Told of a cluster whose round failed; the next one tries again.</summary>
    public required Action<string, Exception> Failed { get; init; }

    public Task RunAsync(IEnumerable<string> clusters, CancellationToken cancellationToken) => Task.WhenAll(clusters.Select(cluster => WatchAsync(cluster, cancellationToken)));

    private async Task WatchAsync(string cluster, CancellationToken cancellationToken)
    {
        try
        {
            var id = RoundName.Of(idPrefix, cluster);
            if ((Cadence is null || await Cadence.IsDueAsync(client, id, cancellationToken)) && await new SignalRound(client, orchestrator, id).RunAsync(cluster, cancellationToken) is { } round)
            {
                Seen(cluster, round);
            }
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(cluster, failed);
        }
    }
}
