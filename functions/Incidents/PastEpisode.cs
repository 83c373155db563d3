namespace Autocura.Incidents;

/// <summary>What an incident remembers of an earlier episode of its workload. It travels with the durable instance from episode to episode.</summary>
public sealed record PastEpisode
{
    /// <summary>Episodes kept, the newest first.</summary>
    public const int Most = 10;

    public required string RecordName { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>Null when it was terminated or failed before it could say.</summary>
    public OutcomeKind? Kind { get; init; }

    /// <summary>When it last changed something; null when it never did.</summary>
    public DateTimeOffset? ActedAt { get; init; }

    /// <summary>When its trouble began and came back.</summary>
    public IReadOnlyList<Rise> Rises { get; init; } = [];

    /// <summary>What was carried out, oldest first.</summary>
    public IReadOnlyList<PastRemedy> Remedies { get; init; } = [];
}

/// <summary>The moment at which a kind of trouble began while none of that kind stood: what flapping is counted by.</summary>
public sealed record Rise(SignalType Type, DateTimeOffset At)
{
    /// <summary>Rises kept of one episode, the newest.</summary>
    public const int Most = 20;
}

/// <summary>A remedy that was carried out, as the planner tells it from others.</summary>
public sealed record PastRemedy(string Cause, string Action, string Target, string Parameters, string Result);

/// <summary>Trouble that comes and goes.</summary>
public sealed record Flapping(SignalType Type, int Times, DateTimeOffset Since, TimeSpan Window)
{
    public override string ToString() => $"flapping: {Times} times in {Window.TotalMinutes:0.#} min";
}
