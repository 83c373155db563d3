namespace Autocura.Metrics;

/// <summary>Calls from one workload to another over the last minutes. Names are those of workloads, or of the Services in front of them.</summary>
public sealed record DependencyEdge(string Client, string Server, double RequestsPerSecond)
{
    /// <summary>Share of the calls that failed, as the caller sees it; null when there were none.</summary>
    public double? FailedShare { get; init; }

    /// <summary>The 95th percentile in seconds, as the caller sees it.</summary>
    public double? LatencyP95 { get; init; }
}

/// <summary>How a service answers, whoever asks.</summary>
public sealed record ServiceLevel(double RequestsPerSecond)
{
    public double? ErrorRatio { get; init; }

    /// <summary>The 95th percentile in seconds.</summary>
    public double? LatencyP95 { get; init; }
}

/// <summary>Who calls whom in a namespace and how its services answer, and what of that could not be read.</summary>
public sealed record DependencyReading(IReadOnlyList<DependencyEdge> Edges, IReadOnlyDictionary<string, ServiceLevel> Services, IReadOnlyList<string> Gaps)
{
    public static DependencyReading Empty { get; } = new([], new Dictionary<string, ServiceLevel>(), []);
}
