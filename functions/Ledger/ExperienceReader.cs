using System.Collections.Concurrent;
using Autocura.Cluster;
using Autocura.Diagnosis;

namespace Autocura.Ledger;

/// <summary>
/// Reads from the record what the cause of earlier incidents turned out to be. An incident counts when it was healed: the remedy for that cause was carried out, and
/// the recovery was measured. What was read is good for some minutes, for every diagnosis of them: it moves by an incident at a time.
/// </summary>
public sealed class ExperienceReader(IClusters clusters, TimeProvider time)
{
    private const int MostIncidents = 2000;

    private static readonly TimeSpan Age = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, Experience Learned)> read = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How often each cause was the true one in that cluster. When the record cannot be read, or not in time: what was read last, else nothing.</summary>
    public async Task<Experience> ReadAsync(string cluster, CancellationToken cancellationToken)
    {
        if (read.TryGetValue(cluster, out var known) && time.GetUtcNow() - known.At < Age)
        {
            return known.Learned;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var learned = await AskAsync(clusters.Named(cluster), either.Token);
            read[cluster] = (time.GetUtcNow(), learned);
            return learned;
        }
        catch (ClusterException refused) when (refused.Status is not null)
        {
            return known.Learned ?? Experience.None;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return known.Learned ?? Experience.None;
        }
    }

    private static async Task<Experience> AskAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> scopes = cluster.Namespaces is { Count: > 0 } named ? named : [""];
        var causes = await scopes.ToAsyncEnumerable()
            .SelectMany(scope => cluster.StreamMetadataAsync(Kinds.Issue, new ListQuery(scope, RecordNames.ConfirmedCauseLabel), cancellationToken))
            .Take(MostIncidents)
            .Select(issue => issue["metadata"]?["labels"]?[RecordNames.ConfirmedCauseLabel]?.GetValue<string>() ?? "")
            .ToListAsync(cancellationToken);
        return new Experience { Confirmed = causes.Where(cause => cause.Length > 0).CountBy(cause => cause).ToDictionary(pair => pair.Key, pair => pair.Value) };
    }
}
