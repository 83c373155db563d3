namespace Autocura.Verification;

/// <summary>The 95th percentile of the time to answer, in seconds, span by span: from before the trouble, and now. Empty where there is none.</summary>
public sealed record LatencyReading
{
    public IReadOnlyList<double> Usual { get; init; } = [];

    public IReadOnlyList<double> Now { get; init; } = [];

    /// <summary>Why it could not be asked; null where it could, and where there is nobody to ask.</summary>
    public string? Refusal { get; init; }
}
