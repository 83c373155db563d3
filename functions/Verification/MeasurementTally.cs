namespace Autocura.Verification;

/// <summary>What has been counted against the limits.</summary>
public sealed record MeasurementTally(int Failures = 0, int Inconclusive = 0, int ErrorsInARow = 0);
