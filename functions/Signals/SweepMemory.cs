using Autocura.Signals.Looks;

namespace Autocura.Signals;

/// <summary>
/// All that one sweep leaves to the next, for one cluster. It is the output of the sweep's durable instance, so it outlives restarts and is the same for
/// every replica; every list in it is bounded.
/// </summary>
public sealed record SweepMemory
{
    /// <summary>What holds, within its grace too, and what was not looked at again; at most 300 of each.</summary>
    public IReadOnlyList<StandingCondition> Standing { get; init; } = [];

    /// <summary>Containers that have restarted lately; at most 300.</summary>
    public IReadOnlyList<RestartSample> Restarts { get; init; } = [];

    /// <summary>Workloads whose spec was written lately; at most 50.</summary>
    public IReadOnlyList<WriterTrail> Writers { get; init; } = [];

    /// <summary>What was announced in the last two hours; at most 500.</summary>
    public IReadOnlyList<SentNews> Sent { get; init; } = [];

    /// <summary>What has been told and is not known to have been taken; at most 500 alerts in all.</summary>
    public IReadOnlyList<SignalDispatch> Outbox { get; init; } = [];

    /// <summary>What could not be seen since the last whole look at everything began: it is told once.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];

    /// <summary>Where a look was cut off; null when the last one was whole.</summary>
    public SweepPosition? Position { get; init; }

    /// <summary>When the last whole look at everything began.</summary>
    public DateTimeOffset? FullAt { get; init; }

}

/// <summary>An announcement by its digest (SHA-256 over fingerprint and minute of start), and when it was made.</summary>
public sealed record SentNews(string Digest, DateTimeOffset At);

/// <summary>
/// Where a look was cut off: after which namespace, and for each list the page that comes next. Servers forget pages after some minutes; a list is then begun
/// anew and what was seen is passed over. <paramref name="Nodes"/> are those whose trouble has already been laid to workloads.
/// </summary>
public sealed record SweepPosition(bool IsFull, DateTimeOffset BeganAt, string After, IReadOnlyDictionary<string, string> Pages, IReadOnlyList<string> Nodes)
{
    /// <summary>How far it came in a namespace that was too large for one run; null when it was cut off between two.</summary>
    public SweepPlace? Within { get; init; }

    internal bool IsAnew => After.Length == 0 && Within is null;
}

/// <summary>A namespace whose pods have been looked at up to a name, and those of them that are in trouble: at most 400.</summary>
public sealed record SweepPlace(string Namespace, string Name, IReadOnlyList<PodLook> Pods);
