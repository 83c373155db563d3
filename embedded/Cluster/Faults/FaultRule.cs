namespace Autocura.Embedded.Cluster.Faults;

/// <summary>What goes wrong with a request.</summary>
public enum FaultKind
{
    /// <summary>It is taken up only after <see cref="FaultRule.Delay"/>.</summary>
    Latency,

    /// <summary>It is answered with <see cref="FaultRule.Code"/>.</summary>
    Refusal,

    /// <summary>The connection is cut instead of an answer.</summary>
    Reset,

    /// <summary>A watch ends after <see cref="FaultRule.Delay"/>, without an error, as at a restart of the server.</summary>
    WatchEnd,

    /// <summary>The answer arrives at <see cref="FaultRule.BytesPerSecond"/>.</summary>
    SlowBody,

    /// <summary>Reads show the cluster as it was when the rule was set, as from a replica that has fallen behind.</summary>
    StaleRead,
}

/// <summary>A fault of the API server as data: which requests it strikes, how often, and what happens to them. What is left out matches everything.</summary>
public sealed record FaultRule
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>Verbs as roles spell them: get, list, watch, create, update, patch, delete, deletecollection.</summary>
    public IReadOnlyList<string> Verbs { get; init; } = [];

    /// <summary>Plurals, with a subresource after a slash where that alone is meant: <c>deployments</c>, <c>pods/eviction</c>.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Namespace of the request.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Name of the object.</summary>
    public string Name { get; init; } = "";

    /// <summary>A part of the client's user agent.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>Share of the matching requests that are struck, drawn with the seed.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>How many requests are struck before the rule is spent.</summary>
    public int? Count { get; init; }

    /// <summary>How long the rule holds from when it is set.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How late, on the cluster's clock.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>HTTP status of a refusal.</summary>
    public int Code { get; init; } = 503;

    /// <summary>Retry-After of a refusal.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Of a refusal or reset: the request is carried out, and only its answer is lost.</summary>
    public bool AfterEffect { get; init; }

    /// <summary>Speed of a slow body.</summary>
    public int BytesPerSecond { get; init; } = 1024;

    /// <summary>What is wrong with the rule itself, or null.</summary>
    internal string? Mistake => this switch
    {
        { Probability: not (> 0 and <= 1) } => $"probability must be above 0 and at most 1, not {Probability}",
        { Count: <= 0 } => $"count must be at least 1, not {Count}",
        { Code: < 400 or > 599 } => $"code must be that of an error (400 to 599), not {Code}",
        { BytesPerSecond: <= 0 } => $"bytesPerSecond must be at least 1, not {BytesPerSecond}",
        { Delay.Ticks: < 0 } or { Duration.Ticks: <= 0 } => "delay and duration must not be negative",
        { Kind: FaultKind.Latency, Delay.Ticks: 0 } => "latency needs a delay",
        _ => null,
    };
}
