using System.Diagnostics.Metrics;

namespace Autocura.Telemetry;

/// <summary>A part of what this system measures of itself, added up from the start of its host on.</summary>
public abstract class OwnMeter : IDisposable
{
    private readonly MeterReadings readings;

    /// <param name="name">The meter's name, by which listeners ask for it.</param>
    protected OwnMeter(string name)
    {
        Meter = new Meter(name);
        readings = new MeterReadings(Meter);
    }

    protected Meter Meter { get; }

    /// <summary>Every instrument that has measured something.</summary>
    public IReadOnlyList<MetricFamily> Read() => readings.Read();

    public void Dispose()
    {
        readings.Dispose();
        Meter.Dispose();
        GC.SuppressFinalize(this);
    }
}
