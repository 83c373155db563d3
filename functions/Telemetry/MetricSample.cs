namespace Autocura.Telemetry;

/// <summary>
/// One series and its value at the time of the scrape. <paramref name="Name"/> is the series' own name, which for a histogram
/// differs from its family's (<c>_bucket</c>, <c>_sum</c>, <c>_count</c>). Labels keep the order in which they are written.
/// </summary>
public sealed record MetricSample(string Name, IReadOnlyList<KeyValuePair<string, string>> Labels, double Value);
