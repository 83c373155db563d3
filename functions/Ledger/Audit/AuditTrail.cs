using Autocura.Cluster;
using Autocura.Cluster.Readers;

namespace Autocura.Ledger.Audit;

/// <summary>
/// Keeps what people had changed, in ConfigMaps of the home cluster: <c>autocura-audit</c> is written, and when it is full its content goes to one of <see cref="AuditSegment.Kept"/>
/// others, in turn, in the place of the oldest. Every write names the version it was made from, so several hosts make one chain.
/// </summary>
public sealed class AuditTrail(IClusters clusters, LedgerOptions options, TimeProvider time) : IDisposable
{
    /// <summary>The ConfigMap that is written; earlier parts have a number behind it.</summary>
    public const string Name = "autocura-audit";

    private const int Tries = 8;
    private const int LongestText = 500;

    // Calls on one host would only come between each other.
    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <summary>Writes an entry down, cut to its bounds and without what looks like a secret, and returns it as it stands in the chain.</summary>
    /// <exception cref="AuditException">It cannot be written, or what is there cannot be gone on from.</exception>
    public async Task<AuditRecord> WriteAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var bounded = entry with { Who = Bounded(entry.Who), Target = Bounded(entry.Target), Said = Bounded(LogRedactor.Redact(entry.Said)) };
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            for (var left = Tries; left > 0; left--)
            {
                if (await TryWriteAsync(bounded, cancellationToken) is { } written) return written;
            }

            throw new AuditException($"Others write {Name} all the time.");
        }
        catch (ClusterException refused)
        {
            throw new AuditException($"{Name} cannot be written: {refused.Message}", refused);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>All that is kept: the present part's entries, and those of the places for earlier ones, in order.</summary>
    /// <exception cref="AuditException">It cannot be read.</exception>
    public async Task<AuditContent> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The present part last: one that is set aside meanwhile is then seen twice, and not missed.
            var earlier = await Task.WhenAll(Enumerable.Range(0, AuditSegment.Kept).Select(place => Place(place).ReadAsync(cancellationToken)));
            return new AuditContent(await Present.ReadAsync(cancellationToken), earlier);
        }
        catch (ClusterException refused)
        {
            throw new AuditException($"The record cannot be read: {refused.Message}", refused);
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    /// <summary>Records of a part. A test has smaller parts.</summary>
    internal int Full { get; init; } = AuditSegment.Full;

    private OwnConfigMap Present => new(clusters.Home, Kinds.ConfigMap.Ref(options.Namespace, Name));

    private OwnConfigMap Place(int index) => new(clusters.Home, Kinds.ConfigMap.Ref(options.Namespace, $"{Name}-{index % AuditSegment.Kept}"));

    /// <summary>Null: others always wrote first.</summary>
    private async Task<AuditRecord?> TryWriteAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        var found = await Present.ReadAsync(cancellationToken);
        if (found.Count == 0) await RefuseToForgetAsync(cancellationToken);
        var aside = -1;
        if (Readable(found) is var full && IsFull(full))
        {
            await SetAsideAsync(full, cancellationToken);
            aside = full.Index;
        }

        AuditRecord? written = null;
        var isDone = await Present.ChangeAsync(
            entries =>
            {
                written = null; // what was made before somebody else wrote is not there
                var present = Readable(entries);
                var end = EndOf(present);
                // A part that filled up meanwhile is set aside first.
                if (IsFull(present) && present.Index != aside) return null;
                written = AuditRecord.After(end.Number, end.Hash, entry, time.GetUtcNow());
                return (IsFull(present) ? present.Next(end) : present).With(written).Write();
            },
            cancellationToken);
        return isDone ? written : null;
    }

    private async Task SetAsideAsync(AuditSegment full, CancellationToken cancellationToken)
    {
        _ = EndOf(full);
        var isDone = await Place(full.Index).ChangeAsync(
            // Another host may have been quicker, and even gone round since.
            entries => entries.Count > 0 && AuditSegment.Of(entries) is { } there && there.Index >= full.Index ? null : full.WriteEarlier(),
            cancellationToken);
        if (!isDone) throw new AuditException($"Others write {Name}-{full.Index % AuditSegment.Kept} all the time.");
    }

    /// <summary>A chain whose present part is gone would begin anew as if nothing had been: somebody has to look at that first.</summary>
    private async Task RefuseToForgetAsync(CancellationToken cancellationToken)
    {
        var content = await ReadAsync(cancellationToken);
        if (content.Present.Count == 0 && content.Earlier.Any(entries => entries.Count > 0))
        {
            throw new AuditException($"ConfigMap {Name} is gone, and earlier parts of the record are there: keep those elsewhere, find out who removed it, and delete {Name}-0 to {Name}-{AuditSegment.Kept - 1} to begin anew.");
        }
    }

    /// <summary>One line of bounded length: a record never outgrows its ConfigMap.</summary>
    private static string Bounded(string text) => new([.. text.ReplaceLineEndings(" ").Where(letter => !char.IsControl(letter)).Take(LongestText)]);

    private bool IsFull(AuditSegment segment) => segment.Texts.Count >= Full;

    private static AuditSegment Readable(IReadOnlyDictionary<string, string> entries) =>
        AuditSegment.Of(entries) ?? throw new AuditException($"ConfigMap {Name} is not as it was written: see what 'audit verify' says of it.");

    private static AuditEnd EndOf(AuditSegment segment) =>
        segment.End() ?? throw new AuditException($"The last record in ConfigMap {Name} is not as it was written: see what 'audit verify' says of it.");
}

/// <summary>What is kept of the record, as it stands in the cluster.</summary>
public sealed record AuditContent(IReadOnlyDictionary<string, string> Present, IReadOnlyList<IReadOnlyDictionary<string, string>> Earlier);

/// <summary>The record cannot be read, or not be gone on with; the message says why.</summary>
public sealed class AuditException(string message, Exception? inner = null) : Exception(message, inner);
