namespace Autocura.Diagnosis.Neighbours;

/// <summary>Calls of a namespace as metrics counted them, and how its services answer. Names are those of workloads, or of the Services in front of them.</summary>
public sealed record CountedCalls(IReadOnlyList<CountedCall> Calls, IReadOnlyDictionary<string, ServiceNumbers> Services)
{
    /// <summary>Where nothing is counted.</summary>
    public static CountedCalls None { get; } = new([], new Dictionary<string, ServiceNumbers>());
}

/// <summary>Calls from one to another. <paramref name="FailedShare"/> is as the caller sees it; null when that is not measured.</summary>
public sealed record CountedCall(string Client, string Server, double? FailedShare);

/// <summary>How a service answers, whoever asks: its share of errors, and the 95th percentile of its latency in seconds.</summary>
public sealed record ServiceNumbers(double? ErrorRatio, double? Latency);
