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
    private readonly Dictionary<string, List<SeriesRing>> lastBatch = [];
    private long newest;

    /// <summary>Appends one batch of a writer. Returns how many of its series were refused because the store is full.</summary>
    public int Append(string writer, long milliseconds, IEnumerable<KeyValuePair<LabelSet, double>> batch)
    {
        lock (gate)
        {
            newest = Math.Max(newest, milliseconds);
            var (written, refused) = (new List<SeriesRing>(), 0);
            foreach (var (labels, value) in batch)
            {
                if (Ring(labels) is not { } ring)
                {
                    refused++;
                    continue;
                }

                ring.Append(new Point(milliseconds, value));
                written.Add(ring);
            }

            MarkStale(writer, milliseconds, written);
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
                .Select(labels => (Labels: labels, Points: WithoutStale(Window(labels, from, to))))
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

    /// <summary>What the writer's last batch had and this one has not has no point of this moment.</summary>
    private void MarkStale(string writer, long milliseconds, List<SeriesRing> written)
    {
        foreach (var before in lastBatch.GetValueOrDefault(writer) ?? [])
        {
            if (before.NewestMilliseconds < milliseconds) before.Append(Point.Stale(milliseconds));
        }

        lastBatch[writer] = written;
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

    private Point[] Window(LabelSet labels, long from, long to)
    {
        var scraped = series.GetValueOrDefault(labels)?.Window(from, to) ?? [];
        return past is not null && from <= past.End ? [.. past.Window(labels, from, to), .. scraped] : scraped;
    }

    private static Point[] WithoutStale(Point[] points) => Array.Exists(points, point => point.IsStale) ? Array.FindAll(points, point => !point.IsStale) : points;
}

/// <summary>What bounds the store. The defaults hold an hour of a scrape every second.</summary>
internal sealed record SeriesLimits
{
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(1);

    public int MaxSeries { get; init; } = 20_000;

    public int MaxPointsPerSeries { get; init; } = 3_600;
}
