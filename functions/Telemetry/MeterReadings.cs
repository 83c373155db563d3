using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Autocura.Telemetry;

/// <summary>
/// Adds up what the instruments of one meter measure, from its creation on, and shows it in Prometheus's terms. It stands where an exporter of
/// OpenTelemetry stands elsewhere.
/// </summary>
internal sealed class MeterReadings : IDisposable
{
    private readonly ConcurrentDictionary<Instrument, InstrumentReadings> instruments = new();
    private readonly MeterListener listener;

    public MeterReadings(Meter meter)
    {
        listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter == meter) listening.EnableMeasurementEvents(instrument, instruments.GetOrAdd(instrument, InstrumentReadings.Of));
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Add(state, value, tags));
        listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Add(state, value, tags));
        listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Add(state, value, tags));
        listener.Start();
    }

    /// <summary>Every instrument that has measured something, as a family of samples, in the order of their names. An observable one has what it tells now, and no more.</summary>
    public IReadOnlyList<MetricFamily> Read()
    {
        foreach (var (_, readings) in instruments.Where(known => known.Key.IsObservable)) readings.Clear();
        listener.RecordObservableInstruments();
        return [.. instruments.Values.Select(readings => readings.ToFamily()).Where(family => family.Samples.Count > 0).OrderBy(family => family.Name, StringComparer.Ordinal)];
    }

    public void Dispose() => listener.Dispose();

    private static void Add(object? readings, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => ((InstrumentReadings)readings!).Add(value, tags);
}
