using Autocura.Incidents;

namespace Autocura.Verification;

/// <summary>When recovery is believed: how long it must hold, and how long it may take.</summary>
/// <param name="StartedAt">When verification began (UTC).</param>
/// <param name="HoldFor">Every criterion must be good for this long without a break.</param>
/// <param name="Settle">Before this much time has passed, "worse" is not held against the remedy: it is still taking effect.</param>
/// <param name="Deadline">After this much time the last word is spoken.</param>
public sealed record RecoveryTerms(DateTimeOffset StartedAt, TimeSpan HoldFor, TimeSpan Settle, TimeSpan Deadline)
{
    /// <summary>However far back an alert looks, the last word is not put off beyond this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    public MeasurementLimits Limits { get; init; } = new();
}
