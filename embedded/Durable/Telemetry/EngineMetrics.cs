using System.Diagnostics;
using System.Diagnostics.Metrics;
using Autocura.Embedded.Durable.Orchestration;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Durable.Telemetry;

/// <summary>
/// What the engine counts and times, as instruments of a meter of its own that any listener can read. Tags hold the names of functions and
/// outcomes, never ids. Without a listener an instrument costs a look at a flag.
/// </summary>
internal sealed class EngineMetrics : IDisposable
{
    public const string MeterName = "Autocura.Durable";

    private const string Prefix = "autocura.durable.";

    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    private static readonly double[] Sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

    private readonly TimeProvider time;
    private readonly KnownNames names = new();
    private readonly Histogram<double> turnDuration;
    private readonly Counter<long> replays;
    private readonly Counter<long> replayedEvents;
    private readonly Histogram<double> activityDuration;
    private readonly Counter<long> timersFired;
    private readonly Histogram<double> timerLateness;
    private readonly Histogram<double> commitDuration;
    private readonly Histogram<long> commitSize;
    private readonly Counter<long> refusals;
    private readonly Counter<long> started;
    private readonly Counter<long> ended;
    private readonly Counter<long> nonDeterministic;

    public EngineMetrics(TimeProvider time)
    {
        this.time = time;
        turnDuration = Times("turn.duration", "How long a turn of an orchestrator took, from reading what had arrived to the commit of what came of it.");
        replays = Count("replays", "{replay}", "Turns that had to replay the history first, as the run was not in memory.");
        replayedEvents = Count("replay.events", "{event}", "Recorded events that were replayed.");
        activityDuration = Times("activity.duration", "How long an activity ran, by how it ended.");
        timersFired = Count("timers.fired", "{timer}", "Durable timers that have fired.");
        timerLateness = Times("timer.lateness", "How long after its time a durable timer was recorded as fired.");
        commitDuration = Times("commit.duration", "How long a commit took, the wait for the disk included.");
        commitSize = Meter.CreateHistogram(Prefix + "commit.size", "{change}", "How many changes shared a commit.", advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [.. Sizes.Select(size => (long)size)] });
        refusals = Count("commit.refusals", "{commit}", "Commits that the store refused: a full disk, for example. Nothing of them was saved.");
        started = Count("instances.started", "{instance}", "Orchestration instances that were started, children included.");
        ended = Count("instances.ended", "{instance}", "Orchestration instances that have ended, by status.");
        nonDeterministic = Count("nondeterminism.failures", "{instance}", "Instances that failed because their code asked for something else than their history says.");
    }

    public Meter Meter { get; } = new(MeterName);

    /// <summary>Shows the lengths of the engine's queues; each is asked for only when somebody looks.</summary>
    public void Watch(Func<int> readyTurns, Func<int> queuedActivities, Func<int> pendingTimers)
    {
        Meter.CreateObservableGauge(Prefix + "turns.ready", readyTurns, "{instance}", "Instances that wait for a turn.");
        Meter.CreateObservableGauge(Prefix + "activities.queued", queuedActivities, "{activity}", "Activities that wait to be run.");
        Meter.CreateObservableGauge(Prefix + "timers.pending", pendingTimers, "{timer}", "Durable timers that have not fired, of those held in memory: the next ones.");
    }

    /// <summary>A moment, to be handed back when what it began has ended.</summary>
    public long Now() => time.GetTimestamp();

    public void Started(string orchestrator)
    {
        if (started.Enabled) started.Add(1, Orchestrator(orchestrator));
    }

    /// <summary>A turn whose result is recorded.</summary>
    public void TurnEnded(string orchestrator, TurnResult turn, int replayed, long began)
    {
        var status = turn.Outcome.StatusName();
        if (turnDuration.Enabled) turnDuration.Record(Since(began), Orchestrator(orchestrator), new("status", status));
        if (replayed > 0 && replays.Enabled)
        {
            replays.Add(1, Orchestrator(orchestrator));
            replayedEvents.Add(replayed, Orchestrator(orchestrator));
        }

        if (turn.Outcome is null or OrchestrationOutcome.ContinuedAsNew) return;
        if (ended.Enabled) ended.Add(1, Orchestrator(orchestrator), new("status", status));
        if (turn.Outcome is OrchestrationOutcome.Failed { IsNonDeterministic: true }) nonDeterministic.Add(1, Orchestrator(orchestrator));
    }

    public void ActivityEnded(string activity, string status, long began)
    {
        if (activityDuration.Enabled) activityDuration.Record(Since(began), new("activity", names.Known(activity)), new("status", status));
    }

    public void TimerFired(TimeSpan late)
    {
        timersFired.Add(1);
        timerLateness.Record(late.TotalSeconds);
    }

    public void Committed(int changes, long began)
    {
        if (commitDuration.Enabled) commitDuration.Record(Since(began));
        commitSize.Record(changes);
    }

    public void CommitRefused() => refusals.Add(1);

    public void Dispose() => Meter.Dispose();

    private double Since(long began) => time.GetElapsedTime(began).TotalSeconds;

    private KeyValuePair<string, object?> Orchestrator(string name) => new("orchestrator", names.Known(name));

    private Counter<long> Count(string name, string unit, string description) => Meter.CreateCounter<long>(Prefix + name, unit, description);

    private Histogram<double> Times(string name, string description) =>
        Meter.CreateHistogram(Prefix + name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
}
