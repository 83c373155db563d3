using Autocura.Incidents;
using Autocura.Planning;

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

    /// <summary>As the administrator's settings say; longer where the author of the plan wants something to hold longer, or the remedy takes as long as everything may.</summary>
    public static RecoveryTerms Of(DateTimeOffset now, IncidentSettings settings, RemediationPlan? plan, TimeSpan settle)
    {
        var asked = plan?.Origin?.Criteria.Select(criterion => criterion.Duration).DefaultIfEmpty().Max() ?? TimeSpan.Zero;
        var longer = asked > settings.HoldFor ? asked - settings.HoldFor : TimeSpan.Zero;
        var deadline = settings.RecoverWithin > settle ? settings.RecoverWithin : settle + settings.RecoverWithin;
        return new RecoveryTerms(now, settings.HoldFor + longer, settle, deadline + longer) { Limits = settings.Limits };
    }
}
