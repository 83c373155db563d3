namespace Autocura.Diagnosis.Measurements.Ranking;

/// <summary>One series of one service, as it was before the trouble and since. Values that were not measured are left out.</summary>
public sealed record SplitSeries(string Service, string Signal, SeriesKind Kind, IReadOnlyList<double> Before, IReadOnlyList<double> After);

/// <summary>The latency of the calls from one service to another, at one of their two ends. Values at one place of both ends are of the same moment; NaN where it was not measured.</summary>
public sealed record CallSeries(string Caller, string Callee, bool SeenByCaller, IReadOnlyList<double> Before, IReadOnlyList<double> After);

/// <summary>What a series measures: in which direction it is bad, and whether trouble spreads to it from elsewhere.</summary>
public enum SeriesKind
{
    /// <summary>Time until an answer; grows in the callers of who is slow.</summary>
    Latency,

    /// <summary>Failed requests or their share; grows in the callers of who fails.</summary>
    Failures,

    /// <summary>Share of requests that succeed: <see cref="Failures"/> turned over.</summary>
    Availability,

    /// <summary>Requests: falls where callers give up, rises where they repeat.</summary>
    Load,

    /// <summary>CPU, memory, throttling, queues: of the service itself.</summary>
    Resource,
}
