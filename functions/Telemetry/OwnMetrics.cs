using System.Reflection;

namespace Autocura.Telemetry;

/// <summary>What this system has measured of itself, as a scrape carries it.</summary>
public sealed class OwnMetrics(IEnumerable<OwnMeter> meters)
{
    /// <summary>The version of this system.</summary>
    public static string Version { get; } = typeof(OwnMetrics).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Everything that was measured, with what the caller knows of this moment.</summary>
    public IReadOnlyList<MetricFamily> Read(IEnumerable<MetricFamily> ofThisMoment)
    {
        MetricFamily build = new("autocura_build_info", "The version that runs.", MetricKind.Gauge, [new MetricSample("autocura_build_info", [new("version", Version)], 1)]);
        return [build, .. ofThisMoment, .. meters.SelectMany(meter => meter.Read())];
    }
}
