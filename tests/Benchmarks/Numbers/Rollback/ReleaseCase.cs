namespace Autocura.Benchmarks.Numbers.Rollback;

/// <summary>A release and the one before it, as they were measured, and (only for the score) whether it was bad.</summary>
internal sealed record ReleaseCase(string Id, Arm Release, Arm Before, bool IsBad, bool IsHard)
{
    /// <summary>What was done to it, for the score alone.</summary>
    public required string Category { get; init; }

    /// <summary>Whether the release before was measured at the same time, and not in the window before.</summary>
    public required bool IsBeside { get; init; }

    public int Samples => Release.Errors.Length;
}

/// <summary>What one of them showed: NaN is "not measured".</summary>
internal sealed record Arm(double[] Requests, double[] Errors, double[] Latency)
{
    public Arm First(int samples) => new(Requests[..samples], Errors[..samples], Latency[..samples]);
}
