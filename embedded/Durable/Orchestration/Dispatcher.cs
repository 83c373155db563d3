using Autocura.Embedded.Durable.Storage;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>Gives each instance that has something to do its turns, one at a time for one instance, several instances at once.</summary>
internal sealed class Dispatcher : IAsyncDisposable
{
    private readonly TurnRunner turns;
    private readonly WorkCounter work;
    private readonly TimeProvider time;
    private readonly ILogger<Dispatcher> logger;
    private readonly WorkQueue<string> ready;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Agenda> agendas = [];
    private readonly CancellationTokenSource stopping = new();

    public Dispatcher(TurnRunner turns, int concurrency, WorkCounter work, TimeProvider time, ILogger<Dispatcher> logger)
    {
        this.turns = turns;
        this.work = work;
        this.time = time;
        this.logger = logger;
        ready = new WorkQueue<string>(concurrency, TurnAsync);
    }

    /// <summary>How many instances wait for a turn.</summary>
    public int Ready => ready.Count;

    public void Start() => ready.Start();

    /// <summary>Something is in the instance's inbox.</summary>
    public void Wake(string instanceId)
    {
        lock (gate) AgendaOf(instanceId).Mail = true;
    }

    /// <summary>An activity of the instance has ended.</summary>
    public void Deliver(CallKey activity, HistoryEventKind kind, string? payload)
    {
        var end = new ActivityEnd(activity, new HistoryEvent(kind, time.GetUtcNow()) { TaskId = activity.TaskId, Payload = payload });
        lock (gate) AgendaOf(activity.InstanceId).Ends.Add(end);
    }

    /// <summary>Lets running turns end and starts no more; what is queued is in the database, and so are after this the ends of activities.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await ready.StopAsync();
        stopping.Dispose();
        List<ActivityEnd> left;
        lock (gate) left = [.. agendas.Values.SelectMany(agenda => agenda.Ends)];
        if (left.Count > 0) await RecordAsync(left);
        turns.Dispose();
    }

    private async Task RecordAsync(List<ActivityEnd> ends)
    {
        try
        {
            await turns.RecordAsync(ends);
        }
#pragma warning disable CA1031 // the stop goes on, and nothing is lost: what is not recorded runs again
        catch (Exception problem)
#pragma warning restore CA1031
        {
            logger.LogError(problem, "{Activities} activities have ended and could not be recorded: they will run again after the next start", ends.Count);
        }
    }

    /// <summary>What is noted for the instance; the first note gives it a place in the queue.</summary>
    private Agenda AgendaOf(string instanceId)
    {
        if (agendas.TryGetValue(instanceId, out var agenda)) return agenda;
        agendas.Add(instanceId, agenda = new Agenda());
        work.Enter();
        ready.Add(instanceId);
        return agenda;
    }

    private async Task TurnAsync(string instanceId)
    {
        Agenda agenda;
        Arrivals arrived;
        lock (gate)
        {
            agenda = agendas[instanceId];
            arrived = agenda.Take();
        }

        try
        {
            var left = await turns.RunAsync(instanceId, arrived);
            lock (gate)
            {
                agenda.Return(left);
                if (agenda.IsEmpty) agendas.Remove(instanceId);
                else if (ready.Add(instanceId)) return;
            }

            work.Exit();
        }
#pragma warning disable CA1031 // not the orchestrator's fault (its own exceptions end its run): nothing was saved, and the turn is repeated
        catch (Exception problem)
#pragma warning restore CA1031
        {
            // The store says itself when it refuses, and says it once for all instances.
            if (problem is not DurableStoreException) logger.LogError(problem, "A turn of instance {InstanceId} could not be run and will be repeated", instanceId);
            lock (gate) agenda.Return(arrived with { Mail = true });
            _ = QueueLaterAsync(instanceId);
        }
    }

    /// <summary>Waits without a worker: one instance in trouble must not keep the others waiting.</summary>
    private async Task QueueLaterAsync(string instanceId)
    {
        await Task.Delay(DurableStore.AfterTrouble, time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ready.Add(instanceId)) work.Exit();
    }

    /// <summary>What waits for an instance's next turn. It is there as long as the instance is queued or has a turn.</summary>
    private sealed class Agenda
    {
        public bool Mail { get; set; }

        public List<ActivityEnd> Ends { get; private set; } = [];

        public bool IsEmpty => !Mail && Ends.Count == 0;

        public Arrivals Take()
        {
            var taken = new Arrivals(Mail, Ends);
            (Mail, Ends) = (false, []);
            return taken;
        }

        /// <summary>What a turn has left comes before what has arrived meanwhile.</summary>
        public void Return(Arrivals left)
        {
            Mail |= left.Mail;
            Ends.InsertRange(0, left.Ends);
        }
    }
}
