using Autocura.Telemetry;

namespace Autocura.Embedded.Metrics.Storage;

/// <summary>
/// The label sets of scraped samples. An exporter says nearly the same series in the same order each time, so each family is read along what it was at the
/// last scrape, and a label set is made only for a series that was not there.
/// </summary>
internal sealed class SeriesIdentities(IReadOnlyDictionary<string, string> target)
{
    private readonly Dictionary<string, List<Known>> families = [];

    /// <summary>Appends each sample of a family under its identity.</summary>
    public void Add(MetricFamily family, List<KeyValuePair<LabelSet, double>> batch)
    {
        var before = families.GetValueOrDefault(family.Name) ?? [];
        var now = new List<Known>(family.Samples.Count);
        var next = 0;
        foreach (var sample in family.Samples)
        {
            var at = before.FindIndex(next, known => known.Is(sample));
            now.Add(new Known(sample, at < 0 ? Identity(sample) : before[at].Labels));
            batch.Add(new(now[^1].Labels, sample.Value));
            next = at < 0 ? next : at + 1;
        }

        families[family.Name] = now;
    }

    private LabelSet Identity(MetricSample sample) => LabelSet.From([.. target, .. sample.Labels, new(LabelSet.MetricName, sample.Name)]);

    private readonly record struct Known(MetricSample Sample, LabelSet Labels)
    {
        public bool Is(MetricSample other)
        {
            var (own, others) = (Sample.Labels, other.Labels);
            if (Sample.Name != other.Name || own.Count != others.Count) return false;
            for (var i = 0; i < own.Count && !ReferenceEquals(own, others); i++)
            {
                if (own[i].Value != others[i].Value || own[i].Key != others[i].Key) return false;
            }

            return true;
        }
    }
}
