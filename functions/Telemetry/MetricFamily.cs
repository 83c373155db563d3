namespace Autocura.Telemetry;

/// <summary>One metric with its help, its type and every sample it has now: what a scrape of the scrape carries, before any text is made.</summary>
public sealed record MetricFamily(string Name, string Help, MetricKind Kind, IReadOnlyList<MetricSample> Samples);

/// <summary>The types of the Prometheus text format that are used here.</summary>
public enum MetricKind
{
    Gauge,
    Counter,
    Histogram,
}
