using Autocura.Embedded.Durable.Storage;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Durable;

/// <summary>Commits that the engine cannot do without: a result or a fired timer is kept in memory and tried again until the store takes it.</summary>
internal sealed class DurableCommits(GroupCommit commits, TimeProvider time, ILogger<DurableCommits> logger, CancellationToken stopped)
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Returns when the change is on disk, or when the engine has stopped: then it is as if it had not happened yet.</summary>
    public async Task InsistAsync(Action<StoreConnection, CommitEffects> change)
    {
        while (!stopped.IsCancellationRequested)
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
            catch (InvalidOperationException) when (stopped.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem) when (problem is IOException or Microsoft.Data.Sqlite.SqliteException)
            {
                logger.LogError(problem, "The durable store refuses to save; trying again in {Wait}", AfterTrouble);
            }

            await Task.Delay(AfterTrouble, time, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
