using System.Text.Json.Nodes;
using Autocura.Telemetry;

namespace Autocura.Embedded.Metrics;

/// <summary>Collects samples into families, in the order in which the families first appear.</summary>
internal sealed class ExporterFamilies(ExporterMemory? memory = null)
{
    private readonly Dictionary<string, (MetricFamily Family, List<MetricSample> Samples)> families = [];

    public void Gauge(string name, string help, double value, params ReadOnlySpan<(string Name, string? Value)> labels) =>
        Add(new(name, help, MetricKind.Gauge), name, value, labels);

    public void Counter(string name, string help, double value, params ReadOnlySpan<(string Name, string? Value)> labels) =>
        Add(new(name, help, MetricKind.Counter), name, value, labels);

    /// <summary>One series of a histogram; the suffix is <c>_bucket</c>, <c>_sum</c> or <c>_count</c>.</summary>
    public void Histogram(string name, string suffix, string help, double value, params ReadOnlySpan<(string Name, string? Value)> labels) =>
        Add(new(name, help, MetricKind.Histogram), name + suffix, value, labels);

    /// <summary>A condition as kube-state-metrics shows it: three series, of which the one with the condition's status is 1.</summary>
    public void Condition(string name, string help, string? status, params ReadOnlySpan<(string Name, string? Value)> labels)
    {
        foreach (var value in (ReadOnlySpan<string>)["true", "false", "unknown"])
        {
            Gauge(name, help, string.Equals(value, status, StringComparison.OrdinalIgnoreCase) ? 1 : 0, [.. labels, ("status", value)]);
        }
    }

    /// <summary>What follows from each object alone: from memory, where there is one.</summary>
    public void Each(IEnumerable<JsonObject> objects, Action<ExporterFamilies, JsonObject> write)
    {
        foreach (var obj in objects)
        {
            if (memory is null)
            {
                write(this, obj);
                continue;
            }

            foreach (var family in memory.Of(obj, write)) Samples(new(family.Name, family.Help, family.Kind)).AddRange(family.Samples);
        }
    }

    public List<MetricFamily> ToList() => [.. families.Values.Select(entry => entry.Family)];

    private void Add(Heading heading, string name, double value, ReadOnlySpan<(string Name, string? Value)> labels)
    {
        var pairs = new KeyValuePair<string, string>[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            pairs[i] = KeyValuePair.Create(labels[i].Name, labels[i].Value ?? "");
        }

        Samples(heading).Add(new MetricSample(name, pairs, value));
    }

    private List<MetricSample> Samples(Heading heading)
    {
        if (!families.TryGetValue(heading.Name, out var entry))
        {
            var samples = new List<MetricSample>();
            entry = (new MetricFamily(heading.Name, heading.Help, heading.Kind, samples), samples);
            families[heading.Name] = entry;
        }

        return entry.Samples;
    }

    private readonly record struct Heading(string Name, string Help, MetricKind Kind);
}
