using System.Diagnostics.Metrics;
using System.Globalization;

namespace Autocura.Telemetry;

/// <summary>What one instrument has measured, by its tags.</summary>
internal sealed class InstrumentReadings
{
    private static readonly double[] NoBounds = [];

    private readonly Lock gate = new();
    private readonly Dictionary<string, Reading> byTags = new(StringComparer.Ordinal);
    private readonly string name;
    private readonly string help;
    private readonly MetricKind kind;
    private readonly double[] bounds;

    private InstrumentReadings(string name, string help, MetricKind kind, double[] bounds) => (this.name, this.help, this.kind, this.bounds) = (name, help, kind, bounds);

    /// <summary>Names and units follow OpenTelemetry's rules for Prometheus: dots become underscores, the unit and _total are appended.</summary>
    public static InstrumentReadings Of(Instrument instrument)
    {
        var (kind, bounds) = instrument switch
        {
            Counter<long> => (MetricKind.Counter, NoBounds),
            Histogram<double> histogram => (MetricKind.Histogram, [.. histogram.Advice?.HistogramBucketBoundaries ?? NoBounds]),
            Histogram<long> histogram => (MetricKind.Histogram, [.. (histogram.Advice?.HistogramBucketBoundaries ?? []).Select(bound => (double)bound)]),
            ObservableGauge<int> or ObservableGauge<double> or Gauge<int> or Gauge<double> => (MetricKind.Gauge, NoBounds),
            _ => throw new NotSupportedException($"{instrument.Name} is a {instrument.GetType()}, which nothing here measures with yet."),
        };
        var name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "") + (kind == MetricKind.Counter ? "_total" : "");
        return new InstrumentReadings(name, instrument.Description ?? instrument.Name, kind, bounds);
    }

    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new KeyValuePair<string, string>[tags.Length];
        for (var i = 0; i < tags.Length; i++) labels[i] = new(tags[i].Key, Convert.ToString(tags[i].Value, CultureInfo.InvariantCulture) ?? "");
        var key = string.Join('\n', labels.Select(label => $"{label.Key}={label.Value}"));
        lock (gate)
        {
            if (!byTags.TryGetValue(key, out var reading)) byTags[key] = reading = new Reading(labels, bounds.Length);
            reading.Count++;
            reading.Value = kind == MetricKind.Gauge ? value : reading.Value + value;
            if (kind == MetricKind.Histogram && Array.FindIndex(bounds, bound => value <= bound) is >= 0 and var bucket) reading.Buckets[bucket]++;
        }
    }

    public void Clear()
    {
        lock (gate) byTags.Clear();
    }

    public MetricFamily ToFamily()
    {
        lock (gate) return new MetricFamily(name, help, kind, [.. byTags.Values.SelectMany(Samples)]);
    }

    private IEnumerable<MetricSample> Samples(Reading reading)
    {
        if (kind != MetricKind.Histogram) return [new MetricSample(name, reading.Labels, reading.Value)];
        var below = 0L;
        return
        [
            .. bounds.Select((bound, index) => Bucket(reading, bound.ToString(CultureInfo.InvariantCulture), below += reading.Buckets[index])),
            Bucket(reading, "+Inf", reading.Count),
            new MetricSample(name + "_sum", reading.Labels, reading.Value),
            new MetricSample(name + "_count", reading.Labels, reading.Count),
        ];
    }

    private MetricSample Bucket(Reading reading, string bound, long count) => new(name + "_bucket", [.. reading.Labels, new("le", bound)], count);

    private sealed class Reading(KeyValuePair<string, string>[] labels, int buckets)
    {
        public KeyValuePair<string, string>[] Labels => labels;

        /// <summary>How many values were at most as large as each bound and larger than the one before.</summary>
        public long[] Buckets { get; } = new long[buckets];

        public long Count { get; set; }

        public double Value { get; set; }
    }
}
