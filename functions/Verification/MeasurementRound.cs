namespace Autocura.Verification;

/// <summary>All criteria measured at one time.</summary>
public sealed record MeasurementRound(DateTimeOffset At, IReadOnlyList<Measurement> Measurements);
