namespace Autocura.Alerts;

/// <summary>
/// An alert that nothing is done about, and why: one that names no workload (<see cref="Alert"/>), or text that is no alert
/// (<see cref="Raw"/>). It is kept, so that a person can see what was not understood.
/// </summary>
public sealed record QuarantinedAlert
{
    public required string Receiver { get; init; }

    public required string Reason { get; init; }

    /// <summary>When it came in (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    public Alert? Alert { get; init; }

    /// <summary>The beginning of what could not be read.</summary>
    public string Raw { get; init; } = "";
}
