using Autocura.Embedded.Durable.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>What the engine knows, on disk: reads see the last commit, and a change is on disk when its call returns.</summary>
internal sealed class DurableStore : IDisposable
{
    /// <summary>The length of a pause.</summary>
    public static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly string path;
    private readonly Database database;
    private readonly GroupCommit commits;
    private readonly TimeProvider time;
    private readonly StoreCondition condition;
    private readonly CancellationTokenSource closing = new();
    private readonly CancellationToken closed;
    private bool isProbing;

    /// <summary>Opens the file. The effects of each commit are handed over after it and before its caller goes on.</summary>
    /// <exception cref="DurableStoreException">Another process has it open, or it cannot be used.</exception>
    public DurableStore(DurableEngineOptions options, TimeProvider time, ILogger<DurableStore> logger, Action<CommitEffects> applyEffects, EngineMetrics metrics)
    {
        Metrics = metrics;
        this.time = time;
        path = Path.GetFullPath(options.DatabasePath);
        condition = new StoreCondition(time, logger);
        closed = closing.Token;
        database = Database.Open(path, options.Durability);
        commits = new GroupCommit(database.Writer, applyEffects, metrics);
    }

    /// <summary>Where the parts that work on this store count what they do.</summary>
    public EngineMetrics Metrics { get; }

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>What keeps the store from its work; null while all is well.</summary>
    public StoreProblem? Problem => condition.Problem;

    /// <exception cref="DurableStoreException">The file cannot be read.</exception>
    public T Read<T>(Func<StoreConnection, T> query)
    {
        try
        {
            return database.Read(query);
        }
        catch (Exception problem) when (IsOfTheStore(problem))
        {
            throw Refused(problem);
        }
    }

    /// <summary>Returns when the change is on disk; throws what the change throws, which then has changed nothing.</summary>
    /// <exception cref="DurableStoreException">It could not be saved.</exception>
    public async Task<T> CommitAsync<T>(Func<StoreConnection, CommitEffects, T> change)
    {
        try
        {
            var result = await commits.CommitAsync(change);
            condition.Worked();
            return result;
        }
        catch (Exception problem) when (IsOfTheStore(problem))
        {
            throw Refused(problem);
        }
    }

    /// <summary>
    /// For a result or a fired timer, which the engine cannot do without: kept in memory and tried again until the disk takes it. When
    /// the store closes meanwhile, it is as if it had not happened yet.
    /// </summary>
    public async Task InsistAsync(Action<StoreConnection, CommitEffects> change)
    {
        while (!closed.IsCancellationRequested)
        {
            try
            {
                await CommitAsync((store, effects) =>
                {
                    change(store, effects);
                    return true;
                });
                return;
            }
            catch (InvalidOperationException) when (closed.IsCancellationRequested)
            {
                // The store was closed between the look and the commit.
                return;
            }
#pragma warning disable CA1031 // losing the change would leave its orchestration waiting for ever; the log says why it is late
            catch (Exception problem)
#pragma warning restore CA1031
            {
                if (problem is not DurableStoreException) Refused(problem);
                await PauseAsync();
            }
        }
    }

    /// <summary>What whoever was refused does before it tries again; it ends at once when the store closes.</summary>
    public async Task PauseAsync() => await Task.Delay(AfterTrouble, time, closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Finishes the commits that were asked for and closes the file.</summary>
    public void Dispose()
    {
        closing.Cancel();
        commits.Dispose();
        database.Dispose();
        closing.Dispose();
    }

    private static bool IsOfTheStore(Exception problem) => problem is SqliteException or IOException;

    private DurableStoreException Refused(Exception problem)
    {
        var reason = DurableStoreException.From(path, problem);
        condition.Refused(reason);
        if (!Interlocked.Exchange(ref isProbing, true)) _ = ProbeAsync();
        return reason;
    }

    /// <summary>Finds out by itself when the cause is gone: there may be nothing to save meanwhile, and who asks after the health must not hear of it for ever.</summary>
    private async Task ProbeAsync()
    {
        var page = new HistoryEvent(HistoryEventKind.EventRaised, DateTimeOffset.UnixEpoch) { Payload = new string('-', 64 * 1024) };
        while (Problem is { Reason.IsLasting: false } && !closed.IsCancellationRequested)
        {
            await PauseAsync();
            await InsistAsync((tables, _) =>
            {
                // Takes room as any message does, and leaves nothing.
                tables.Inbox.Add("", null, page);
                tables.Inbox.DeleteAll("");
            });
        }

        Volatile.Write(ref isProbing, false);
    }
}
