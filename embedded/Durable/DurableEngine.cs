using Autocura.Embedded.Durable.Orchestration;
using Autocura.Embedded.Durable.Storage;
using Autocura.Embedded.Durable.Telemetry;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Durable;

/// <summary>
/// Runs durable orchestrations in this process on one SQLite file. All that an acknowledged call has asked for survives a kill at any
/// moment; activities run at least once, everything else takes effect exactly once.
/// </summary>
internal sealed class DurableEngine : IAsyncDisposable
{
    private readonly IFunctionInvoker invoker;
    private readonly ILoggerFactory loggers;
    private readonly WorkCounter work = new();
    private Parts? parts;
    private bool wasStarted;

    public DurableEngine(DurableEngineOptions options, IFunctionInvoker invoker, TimeProvider time, ILoggerFactory loggers)
    {
        Metrics = new EngineMetrics(time);
        Metrics.Watch(() => parts?.Turns.Ready ?? 0, () => parts?.Activities.Queued ?? 0, () => parts?.Timers.Pending ?? 0);
        Options = options;
        this.invoker = invoker;
        Time = time;
        this.loggers = loggers;
        Client = new EmbeddedTaskClient(this);
    }

    public DurableEngineOptions Options { get; }

    /// <summary>The client over this engine. It can be handed out before the start and used after it.</summary>
    public EmbeddedTaskClient Client { get; }

    /// <summary>When the next durable timer is due; null when there is none. A test advances its clock to it.</summary>
    public DateTimeOffset? NextTimerDue => Running.Timers.NextDue;

    /// <summary>How many durable timers are in memory; all others are in the database alone.</summary>
    public int TimersHeld => Running.Timers.Held;

    /// <summary>What it counts and times.</summary>
    public EngineMetrics Metrics { get; }

    /// <summary>What keeps the store from its work; null while all is well and while the engine does not run.</summary>
    public StoreProblem? StoreProblem => parts?.Store.Problem;

    internal TimeProvider Time { get; }

    /// <summary>What keeps this engine from being idle. A test that holds an activity back takes it out of the count meanwhile.</summary>
    internal WorkCounter Work => work;

    internal InstanceWatch Watch { get; } = new();

    internal IFunctionInvoker Functions => invoker;

    private Parts Running => parts ?? throw new InvalidOperationException("The durable engine is not running: start it first, or stop using it after its stop.");

    /// <summary>Opens the database and takes up everything that was under way when it was last closed or killed.</summary>
    /// <exception cref="DurableStoreException">Another process has the file open, or it cannot be used.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Interlocked.Exchange(ref wasStarted, true)) throw new InvalidOperationException("A durable engine is started once: make another on the same file.");
        var store = new DurableStore(Options, Time, loggers.CreateLogger<DurableStore>(), ApplyEffects, Metrics);
        var runner = new TurnRunner(Options, store, invoker, loggers);
        // Beside the turns whose code runs, as many as fill a commit wait for the disk.
        var turns = new Dispatcher(runner, Options.MaxConcurrentOrchestratorFunctions + GroupCommit.LargestGroup, work, Time, loggers.CreateLogger<Dispatcher>());
        parts = new Parts(
            store,
            turns,
            new ActivityRunner(invoker, turns, work, Options, loggers.CreateLogger<ActivityRunner>()) { Metrics = Metrics },
            new TimerQueue(Time, store, work, Options.TimersInMemory));
        try
        {
            TakeUp(parts);
        }
        catch
        {
            await StopAsync();
            throw;
        }
    }

    /// <summary>
    /// Stops in order: no new turns and activities, running activities get the grace to end, what they return is recorded. What is left is
    /// taken up at the next start.
    /// </summary>
    public async Task StopAsync()
    {
        if (parts is not { } running) return;
        running.Timers.Dispose();
        await running.Activities.StopAsync(Options.StopGrace, Time);
        await running.Turns.DisposeAsync();
        parts = null;
        running.Store.Dispose();
        running.Activities.Dispose();
    }

    /// <summary>Ends when nothing is queued or running: whatever happens next is brought by a timer or from outside.</summary>
    public Task WhenIdleAsync() => work.WhenZeroAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Metrics.Dispose();
    }

    internal T Read<T>(Func<StoreConnection, T> query) => Running.Store.Read(query);

    /// <summary>One page of instances and the token for the next, null at the end.</summary>
    internal (List<InstanceRecord> Instances, string? Next) ReadPage(InstanceFilter filter, InstanceCursor after, int size)
    {
        if (size < 1) throw new ArgumentOutOfRangeException(nameof(size), size, "A page has at least one item.");
        var instances = Read(store => store.Instances.Page(filter, after, size + 1));
        if (instances.Count <= size) return (instances, null);
        instances.RemoveAt(size);
        return (instances, InstanceCursor.After(instances[^1]).ToToken());
    }

    internal Task<T> CommitAsync<T>(Func<StoreConnection, CommitEffects, T> change) => Running.Store.CommitAsync(change);

    private static void TakeUp(Parts running)
    {
        var (activities, instances) = running.Store.Read(store =>
            (store.Activities.All(), store.Inbox.Owners().Union(store.Instances.BeforeFirstTurn()).ToList()));
        activities.ForEach(running.Activities.Add);
        running.Timers.Load();
        instances.ForEach(running.Turns.Wake);
        running.Activities.Start();
        running.Turns.Start();
    }

    private void ApplyEffects(CommitEffects effects)
    {
        if (parts is not { } running) return;
        if (effects.NextTimers is { } next) running.Timers.Hold(next);
        effects.Timers.ForEach(running.Timers.Add);
        effects.CancelledTimers.ForEach(running.Timers.Cancel);
        effects.CancelledActivities.ForEach(running.Activities.Cancel);
        effects.Activities.ForEach(running.Activities.Add);
        effects.Wake.ForEach(running.Turns.Wake);
        effects.Changed.ForEach(Watch.Changed);
        effects.Started.ForEach(Metrics.Started);
    }

    private sealed record Parts(DurableStore Store, Dispatcher Turns, ActivityRunner Activities, TimerQueue Timers);
}
