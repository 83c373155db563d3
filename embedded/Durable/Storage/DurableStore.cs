using Autocura.Embedded.Durable.Telemetry;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>What the engine knows, on disk: reads see the last commit, and a change is on disk when its call returns.</summary>
internal sealed class DurableStore : IDisposable
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly Database database;
    private readonly GroupCommit commits;
    private readonly TimeProvider time;
    private readonly ILogger<DurableStore> logger;
    private readonly CancellationTokenSource closing = new();
    private readonly CancellationToken closed;

    /// <summary>Opens the file. The effects of each commit are handed over after it and before its caller goes on.</summary>
    /// <exception cref="IOException">Another process has it open.</exception>
    public DurableStore(DurableEngineOptions options, TimeProvider time, ILogger<DurableStore> logger, Action<CommitEffects> applyEffects, EngineMetrics metrics)
    {
        Metrics = metrics;
        this.time = time;
        this.logger = logger;
        closed = closing.Token;
        database = Database.Open(options.DatabasePath, options.Durability);
        commits = new GroupCommit(database.Writer, applyEffects, metrics);
    }

    /// <summary>Where the parts that work on this store count what they do.</summary>
    public EngineMetrics Metrics { get; }

    public DateTimeOffset Now => time.GetUtcNow();

    public T Read<T>(Func<StoreConnection, T> query) => database.Read(query);

    /// <summary>Returns when the change is on disk; throws what the change throws, which then has changed nothing.</summary>
    public Task<T> CommitAsync<T>(Func<StoreConnection, CommitEffects, T> change) => commits.CommitAsync(change);

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
                await commits.CommitAsync((store, effects) =>
                {
                    change(store, effects);
                    return true;
                });
                return;
            }
#pragma warning disable CA1031 // losing it would leave its orchestration waiting for ever; the log says why it is late
            catch (Exception problem) when (!closed.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.LogError(problem, "The durable store refuses to save; trying again in {Wait}", AfterTrouble);
            }
            catch (InvalidOperationException)
            {
                // The store was closed between the look and the commit.
                return;
            }

            await Task.Delay(AfterTrouble, time, closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Finishes the commits that were asked for and closes the file.</summary>
    public void Dispose()
    {
        closing.Cancel();
        commits.Dispose();
        database.Dispose();
        closing.Dispose();
    }
}
