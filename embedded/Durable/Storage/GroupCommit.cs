using System.Collections.Concurrent;
using Autocura.Embedded.Durable.Telemetry;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>
/// Makes changes durable. Requests that arrive while a commit is under way share the next one, so that many small changes cost
/// one wait for the disk; each request is still all or nothing on its own.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    /// <summary>How many requests share a commit at most.</summary>
    public const int LargestGroup = 512;


    private readonly BlockingCollection<Request> requests = [];
    private readonly StoreConnection store;
    private readonly Action<CommitEffects> applyEffects;
    private readonly EngineMetrics metrics;
    private readonly Thread thread;

    public GroupCommit(StoreConnection store, Action<CommitEffects> applyEffects, EngineMetrics metrics)
    {
        this.metrics = metrics;
        this.store = store;
        this.applyEffects = applyEffects;
        thread = new Thread(Run) { Name = "durable commit", IsBackground = true };
        thread.Start();
    }

    /// <summary>
    /// Runs a change on the writer's thread and returns when it is on disk. Its effects on what is held in memory are applied after the
    /// commit and before this returns. Throws what the change throws, which then has changed nothing.
    /// </summary>
    public async Task<T> CommitAsync<T>(Func<StoreConnection, CommitEffects, T> change)
    {
        T result = default!;
        var request = new Request((connection, effects) => result = change(connection, effects));
        requests.Add(request);
        await request.Done.Task;
        return result;
    }

    /// <summary>Finishes what was asked for and ends.</summary>
    public void Dispose()
    {
        requests.CompleteAdding();
        thread.Join();
        requests.Dispose();
    }

    private void Run()
    {
        var group = new List<Request>();
        foreach (var first in requests.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < LargestGroup && requests.TryTake(out var next)) group.Add(next);
            CommitGroup(group);
            group.Clear();
        }
    }

    private void CommitGroup(List<Request> group)
    {
        var began = metrics.Now();
        try
        {
            store.Begin();
            foreach (var request in group)
            {
                request.Try(store);
                if (!store.InTransaction) throw new IOException("The database ended the transaction by itself; nothing of it was saved.", request.Problem);
            }

            store.Commit();
        }
#pragma warning disable CA1031 // whatever went wrong, nobody in the group may believe it was saved
        catch (Exception problem)
#pragma warning restore CA1031
        {
            Abandon(group, problem);
            return;
        }

        metrics.Committed(group.Count, began);
        foreach (var request in group) request.Finish(applyEffects);
    }

    private void Abandon(List<Request> group, Exception problem)
    {
        metrics.CommitRefused();
        if (store.InTransaction) store.Rollback();
        foreach (var request in group) request.Fail(problem);
    }

    private sealed class Request(Action<StoreConnection, CommitEffects> change)
    {
        private readonly CommitEffects effects = new();
        /// <summary>What the change has thrown.</summary>
        public Exception? Problem { get; private set; }

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Try(StoreConnection store)
        {
            try
            {
                store.Isolated(() => change(store, effects));
            }
#pragma warning disable CA1031 // the caller gets it; the others in the group are not concerned
            catch (Exception caught)
#pragma warning restore CA1031
            {
                Problem = caught;
            }
        }

        public void Finish(Action<CommitEffects> applyEffects)
        {
            if (Problem is not null)
            {
                Done.SetException(Problem);
                return;
            }

            applyEffects(effects);
            Done.SetResult();
        }

        public void Fail(Exception reason) => Done.TrySetException(Problem ?? reason);
    }
}
