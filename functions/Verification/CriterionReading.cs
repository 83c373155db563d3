namespace Autocura.Verification;

/// <summary>How one prescribed criterion stands; it is neither held nor broken where it could not be measured.</summary>
public sealed record CriterionReading(string Criterion, bool? Holds, string Detail)
{
    public double? Value { get; init; }

    public double? Threshold { get; init; }
}
