namespace Autocura.Embedded.Metrics.Storage;

/// <summary>
/// A bounded time-series store in memory. Several writers (the scrape, the rules) append whole batches; a series that a writer no longer
/// sends gets a stale marker, so that it ends at once and not only after the look-back.
/// </summary>
internal sealed class SeriesStore(SeriesLimits limits, IPastSeries? past = null)
{
    private readonly Lock gate = new();
    private readonly Dictionary<LabelSet, SeriesRing> series = [];
    private readonly Dictionary<string, List<LabelSet>> byName = [];
    private readonly Dictionary<string, HashSet<LabelSet>> lastBatch = [];
    private long newest;

    /// <summary>Appends one batch of a writer. Returns how many of its series were refused because the store is full.</summary>
    public int Append(string writer, long milliseconds, IEnumerable<KeyValuePair<LabelSet, double>> batch)
    {
        lock (gate)
        {
            newest = Math.Max(newest, milliseconds);
            var (seen, refused) = (new HashSet<LabelSet>(), 0);
            foreach (var (labels, value) in batch)
            {
                if (Ring(labels) is not { } ring)
                {
                    refused++;
                    continue;
                }

                ring.Append(new Point(milliseconds, value));
                seen.Add(labels);
            }

            MarkStale(writer, milliseconds, seen);
            return refused;
        }
    }

    /// <summary>The newest point of every matching series, not older than the look-back and not stale.</summary>
    public List<(LabelSet Labels, double Value)> Instant(Selection selection, long at, long lookBack)
    {
        lock (gate)
        {
            return [.. Matching(selection, at - lookBack)
                .Select(labels => (Labels: labels, Point: Newest(labels, at - lookBack, at)))
                .Where(found => found.Point is { IsStale: false })
                .Select(found => (found.Labels, found.Point!.Value.Value))];
        }
    }

    /// <summary>The points of every matching series in a window with both ends included, without stale markers.</summary>
    public List<(LabelSet Labels, Point[] Points)> Range(Selection selection, long from, long to)
    {
        lock (gate)
        {
            return [.. Matching(selection, from)
                .Select(labels => (Labels: labels, Points: Window(labels, from, to).Where(point => !point.IsStale).ToArray()))
                .Where(found => found.Points.Length > 0)];
        }
    }

    /// <summary>The label sets of every matching series that has a point in the window.</summary>
    public List<LabelSet> Labels(Selection selection, long from, long to)
    {
        lock (gate)
        {
            return [.. Matching(selection, from).Where(labels => Newest(labels, from, to) is not null)];
        }
    }

    /// <summary>Forgets points beyond the retention, and series that have none left.</summary>
    public void Trim()
    {
        lock (gate)
        {
            foreach (var (labels, ring) in series.ToList())
            {
                ring.Trim(newest - (long)limits.Retention.TotalMilliseconds);
                if (ring.Count == 0)
                {
                    series.Remove(labels);
                    byName[labels[LabelSet.MetricName]].Remove(labels);
                }
            }
        }
    }

    private SeriesRing? Ring(LabelSet labels)
    {
        if (series.TryGetValue(labels, out var known))
        {
            return known;
        }

        if (series.Count >= limits.MaxSeries)
        {
            return null;
        }

        var name = labels[LabelSet.MetricName];
        (byName.TryGetValue(name, out var siblings) ? siblings : byName[name] = []).Add(labels);
        return series[labels] = new SeriesRing(limits.MaxPointsPerSeries);
    }

    private void MarkStale(string writer, long milliseconds, HashSet<LabelSet> seen)
    {
        if (lastBatch.TryGetValue(writer, out var before))
        {
            foreach (var gone in before.Where(one => !seen.Contains(one)))
            {
                series.GetValueOrDefault(gone)?.Append(Point.Stale(milliseconds));
            }
        }

        lastBatch[writer] = seen;
    }

    private IEnumerable<LabelSet> Matching(Selection selection, long from)
    {
        var candidates = selection.MetricName is { } name
            ? byName.GetValueOrDefault(name) ?? []
            : series.Keys.AsEnumerable();
        var found = candidates.Where(selection.Matches);
        return past is not null && from <= past.End ? found.Union(past.Matching(selection)) : found;
    }

    private Point? Newest(LabelSet labels, long from, long to) => series.GetValueOrDefault(labels)?.Newest(from, to) is { } newest ? newest
        : past is not null && from <= past.End && past.Window(labels, from, to) is [.., var last] ? last
        : null;

    private IEnumerable<Point> Window(LabelSet labels, long from, long to)
    {
        var scraped = series.GetValueOrDefault(labels)?.Window(from, to) ?? [];
        return past is not null && from <= past.End ? past.Window(labels, from, to).Concat(scraped) : scraped;
    }
}

/// <summary>What bounds the store. The defaults hold an hour of a scrape every second.</summary>
internal sealed record SeriesLimits
{
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(1);

    public int MaxSeries { get; init; } = 20_000;

    public int MaxPointsPerSeries { get; init; } = 3_600;
}
