namespace Autocura.Embedded.Durable.Storage;

/// <summary>What a change means for the queues in memory once it is on disk. They mirror the tables and are refilled from them at start.</summary>
internal sealed class CommitEffects
{
    /// <summary>Instances that have something to do.</summary>
    public List<string> Wake { get; } = [];

    /// <summary>Activities to run.</summary>
    public List<ActivityWork> Activities { get; } = [];

    /// <summary>Activities whose end no longer matters: those that have not begun need not.</summary>
    public List<CallKey> CancelledActivities { get; } = [];

    /// <summary>Timers to keep.</summary>
    public List<TimerEntry> Timers { get; } = [];

    /// <summary>The first timers of the table, when they were asked for.</summary>
    public IReadOnlyList<TimerEntry>? NextTimers { get; set; }

    /// <summary>Timers that no longer matter.</summary>
    public List<CallKey> CancelledTimers { get; } = [];

    /// <summary>The orchestrators of instances that were started.</summary>
    public List<string> Started { get; } = [];

    /// <summary>Instances whose status has changed, for those who wait for it.</summary>
    public List<string> Changed { get; } = [];
}
