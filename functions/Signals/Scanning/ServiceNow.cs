namespace Autocura.Signals.Scanning;

/// <summary>A service, or the group that takes messages from a queue, as a metrics source names it.</summary>
public sealed record ServiceName(string Namespace, string Service);

/// <summary>The golden signals of one service, now and as usual; null where they were not measured.</summary>
public sealed record ServiceNow(ServiceName Name)
{
    public SignalLevels Now { get; init; } = new();

    public SignalLevels Usual { get; init; } = new();
}

/// <summary>Requests and failures per second, latency in seconds, and messages that wait to be taken.</summary>
public sealed record SignalLevels(double? Rate = null, double? Errors = null, double? Latency = null, double? Waiting = null)
{
    /// <summary>Share of failed requests; null without requests.</summary>
    public double? ErrorShare => Rate > 0 ? Math.Min(1, (Errors ?? 0) / Rate.Value) : null;
}
