using System.Collections.Concurrent;
using Autocura.Cluster;
using Autocura.Incidents;
using Autocura.Planning.Learning;

namespace Autocura.Ledger.Learning;

/// <summary>
/// Keeps how remedies went in each cluster, in a ConfigMap of that cluster. Learning never holds anything up: what cannot be read or written is said, and work goes on
/// without it.
/// </summary>
public sealed class LearningStore(IClusters clusters, LedgerOptions options, TimeProvider time)
{
    public const string Name = "autocura-learning";

    private static readonly TimeSpan Age = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, TrackRecord Record)> read = new(StringComparer.OrdinalIgnoreCase);

    public ObjectRef Ref => Kinds.ConfigMap.Ref(options.Namespace, Name);

    /// <summary>How remedies went, as it stands now.</summary>
    /// <exception cref="ClusterException">It cannot be read.</exception>
    public async Task<TrackRecord> ReadAsync(string cluster, CancellationToken cancellationToken) => Keep(cluster, TrackRecordText.Read(await Of(cluster).ReadAsync(cancellationToken)));

    /// <summary>How remedies went, at most some minutes ago, for a workload of that class; what was read last, or nothing, where it cannot be read in time.</summary>
    public async Task<LearnedChances> LatestAsync(string cluster, string workloadClass, CancellationToken cancellationToken)
    {
        var known = read.TryGetValue(cluster, out var before) && time.GetUtcNow() - before.At < Age;
        var (record, gap) = known ? (before.Record, "") : await TryReadAsync(cluster, cancellationToken);
        return new LearnedChances(record, workloadClass, time.GetUtcNow()) { Gap = gap };
    }

    /// <summary>Counts a case, once however often it is told. Why it was not counted; empty when it was.</summary>
    /// <exception cref="ClusterException">It may come right by itself.</exception>
    public async Task<string> LearnAsync(string cluster, Lesson lesson, CancellationToken cancellationToken)
    {
        var unreadable = "";
        try
        {
            var written = await ChangeAsync(
                cluster,
                record =>
                {
                    unreadable = record.Unreadable.GetValueOrDefault($"{lesson.Key}", "");
                    return unreadable.Length > 0 ? record : record.With(lesson, time.GetUtcNow());
                },
                cancellationToken);
            return unreadable.Length > 0 ? $"{lesson.Key} in {Ref} cannot be read, and is not written over: {unreadable}." : written ? "" : $"Others write {Ref} all the time.";
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            return $"{Ref} could not be read or written ({refused.Reason}: {refused.Message}).";
        }
    }

    /// <summary>Forgets what was learned of some remedies, what cannot be read included. Which; null when others always wrote first.</summary>
    /// <exception cref="ClusterException">It cannot be read or written.</exception>
    public async Task<IReadOnlyList<RemedyKey>?> ForgetAsync(string cluster, Func<RemedyKey, bool> forgotten, CancellationToken cancellationToken)
    {
        List<RemedyKey> keys = [];
        var written = await ChangeAsync(
            cluster,
            record =>
            {
                keys = [.. record.Remedies.Keys.Concat(record.Unreadable.Keys.Select(RemedyKey.Read).OfType<RemedyKey>()).Where(forgotten).OrderBy(key => $"{key}", StringComparer.Ordinal)];
                return keys.Count == 0 ? record : new TrackRecord
                {
                    Remedies = record.Remedies.Where(pair => !forgotten(pair.Key)).ToDictionary(),
                    Unreadable = record.Unreadable.Where(pair => RemedyKey.Read(pair.Key) is not { } key || !forgotten(key)).ToDictionary(),
                };
            },
            cancellationToken);
        return written ? keys : null;
    }

    private async Task<bool> ChangeAsync(string cluster, Func<TrackRecord, TrackRecord> change, CancellationToken cancellationToken)
    {
        var last = TrackRecord.Empty;
        var written = await Of(cluster).ChangeAsync(
            entries =>
            {
                var before = TrackRecordText.Read(entries);
                last = change(before);
                return ReferenceEquals(before, last) ? null : TrackRecordText.Write(last, entries);
            },
            cancellationToken);
        if (written)
        {
            Keep(cluster, last);
        }

        return written;
    }

    private async Task<(TrackRecord Record, string Gap)> TryReadAsync(string cluster, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return (await ReadAsync(cluster, either.Token), "");
        }
        catch (ClusterException refused)
        {
            return Without(cluster, $"{refused.Reason}: {refused.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Without(cluster, $"no answer within {Patience.TotalSeconds:0} s");
        }
    }

    private (TrackRecord Record, string Gap) Without(string cluster, string why) => read.TryGetValue(cluster, out var known)
        ? (known.Record, $"{Ref} ({why}); as of {known.At:HH:mm:ss} (UTC)")
        : (TrackRecord.Empty, $"{Ref} ({why})");

    private TrackRecord Keep(string cluster, TrackRecord record)
    {
        read[cluster] = (time.GetUtcNow(), record);
        return record;
    }

    private OwnConfigMap Of(string cluster) => new(clusters.Named(cluster), Ref);
}
