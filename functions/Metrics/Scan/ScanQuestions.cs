using Autocura.Signals.Scanning;

namespace Autocura.Metrics.Scan;

/// <summary>The questions of one scan, and what of them was not answered: a scan that could not see reports nothing as gone.</summary>
internal sealed class ScanQuestions(IMetricSource source, ScanQueries queries, CancellationToken cancellationToken)
{
    // Questions are asked side by side.
    private readonly Lock gate = new();
    private readonly HashSet<string> reasons = [];
    private readonly HashSet<string> namespaces = [];

    public ScanQueries Queries => queries;

    public int Asked { get; private set; }

    public int Series { get; private set; }

    public int Namespaces => namespaces.Count;

    public bool HasFailed { get; private set; }

    /// <summary>Why questions were not answered; that nothing is configured is no gap but a choice.</summary>
    public IReadOnlyList<string> Gaps => [.. reasons.Select(reason => $"metrics: {reason}")];

    /// <summary>The newest value of every service.</summary>
    public async Task<IReadOnlyDictionary<ServiceName, double>> NowAsync(string expression) =>
        Newest(Read(await source.QueryAsync(expression, at: null, cancellationToken)), "service");

    /// <summary>The newest value of every pod.</summary>
    public async Task<IReadOnlyDictionary<ServiceName, double>> PodsAsync(string expression) =>
        Newest(Read(await source.QueryAsync(expression, at: null, cancellationToken)), "pod");

    /// <summary>The points of every service.</summary>
    public async Task<IReadOnlyDictionary<ServiceName, IReadOnlyList<MetricPoint>>> SeriesAsync(RangeQuery query) =>
        Named(Read(await source.QueryRangeAsync(query, cancellationToken)), "service").ToDictionary(series => series.Key, series => series.Value);

    /// <summary>Something that could not be seen, and keeps nothing from being reported gone; nothing when it is empty.</summary>
    public void Note(string gap)
    {
        lock (gate)
        {
            if (gap.Length > 0) reasons.Add(gap);
        }
    }

    private IReadOnlyList<MetricSeries> Read(MetricAnswer answer)
    {
        lock (gate)
        {
            Asked++;
            if (answer is MetricAnswer.Unmeasurable { Reason: var reason })
            {
                HasFailed = true;
                if (reason != NoMetricSource.Reason) reasons.Add(reason);
            }
        }

        return answer is MetricAnswer.Values values ? values.Series : [];
    }

    private Dictionary<ServiceName, double> Newest(IReadOnlyList<MetricSeries> series, string label) =>
        Named(series, label).ToDictionary(named => named.Key, named => named.Value[^1].Value);

    /// <summary>Each service once, with its points; a series that names none is left out.</summary>
    private List<KeyValuePair<ServiceName, IReadOnlyList<MetricPoint>>> Named(IReadOnlyList<MetricSeries> all, string label)
    {
        var named = all
            .Select(series => KeyValuePair.Create(new ServiceName(series.Labels.GetValueOrDefault("namespace", ""), series.Labels.GetValueOrDefault(label, "")), series.Points))
            .Where(series => series.Key is { Namespace.Length: > 0, Service.Length: > 0 })
            .DistinctBy(series => series.Key)
            .ToList();
        lock (gate)
        {
            Series += named.Count;
            namespaces.UnionWith(named.Select(series => series.Key.Namespace));
        }

        return named;
    }
}
