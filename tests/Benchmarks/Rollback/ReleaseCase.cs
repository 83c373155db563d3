namespace Autocura.Benchmarks.Rollback;

/// <summary>A release beside the one before it, as it was measured, and (only for the score) whether it was bad.</summary>
internal sealed record ReleaseCase(string Id, Arm Release, Arm Before, bool IsBad, bool IsHard)
{
    public int Samples => Release.Errors.Length;
}

/// <summary>What one of them showed: NaN is "not measured".</summary>
internal sealed record Arm(double[] Requests, double[] Errors, double[] Latency)
{
    public Arm First(int samples) => new(Requests[..samples], Errors[..samples], Latency[..samples]);
}
