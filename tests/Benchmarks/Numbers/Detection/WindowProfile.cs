namespace Autocura.Benchmarks.Numbers.Detection;

/// <summary>What a detection in a window is worth, and what a missed window and a false alarm cost: the three profiles of the Numenta Anomaly Benchmark.</summary>
internal sealed record WindowProfile(string Name, double Hit, double Missed, double False)
{
    public static readonly IReadOnlyList<WindowProfile> All = [new("standard", 1, 1, 0.11), new("low FP", 1, 1, 0.22), new("low FN", 1, 2, 0.11)];
}

/// <summary>How a detector did under a profile: 0 is a detector that says nothing, 100 one that says each window at its first row and nothing else.</summary>
internal sealed record WindowScore(double Score, double Threshold, int Hit, int FalseRows);
