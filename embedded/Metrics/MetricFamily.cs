namespace Autocura.Embedded.Metrics;

/// <summary>One metric with its help, its type and every sample it has now: what a scrape of the simulated cluster carries, before any text is made.</summary>
public sealed record MetricFamily(string Name, string Help, MetricKind Kind, IReadOnlyList<MetricSample> Samples);

/// <summary>The types of the Prometheus text format that the simulated cluster uses.</summary>
public enum MetricKind
{
    Gauge,
    Counter,
    Histogram,
}
