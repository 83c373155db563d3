namespace Autocura.Signals;

/// <summary>
/// A finding as it is remembered between looks. <paramref name="StartsAt"/> is kept as it was first told, so that one condition is one episode however often
/// the cluster corrects itself; it is announced when its alert has gone out.
/// </summary>
public sealed record StandingCondition(Observation Observation, Subject Subject, string About, DateTimeOffset StartsAt)
{
    public bool IsAnnounced { get; init; }

    public string Detail { get; init; } = "";

    /// <summary>Which detectors saw it in a series, and how strongly.</summary>
    public string SeenBy { get; init; } = "";

    /// <summary>Since when it has not held, where it must have been gone for a while before it counts as gone; null while it holds.</summary>
    public DateTimeOffset? QuietSince { get; init; }

    public bool IsThatOf(Finding finding) => Observation == finding.Observation && Subject == finding.Subject && About == finding.About;
}
