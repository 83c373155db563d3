using Autocura.Metrics.Scan;
using Autocura.Signals;
using Autocura.Signals.Series;
using Autocura.Signals.Training;

namespace Autocura.Metrics.Training;

/// <summary>Reads the history of all services that a metrics source knows, a namespace at a time.</summary>
public sealed class HistoryReader(IMetricSource source, MetricsReach reach, TimeProvider time)
{
    /// <summary>A series is read to its last step that is over, so that trainings of one interval see the same values.</summary>
    public async IAsyncEnumerable<NamespaceHistory> ReadAsync(string cluster, ScanOptions scan, TrainingOptions training, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(training);
        var queries = new ScanQueries(scan, reach.Matcher(cluster));
        var questions = new ScanQuestions(source, queries, cancellationToken);
        var services = (await Task.WhenAll(queries.Templates.Select(template => questions.NowAsync(queries.Now(template))))).SelectMany(answer => answer.Keys).Distinct().ToList();
        if (questions.Gaps.Count > 0) yield return new NamespaceHistory("", new Dictionary<SeriesKey, IReadOnlyList<SeriesPoint>>(), questions.Gaps);
        var end = new DateTimeOffset(time.GetUtcNow().UtcTicks / training.Step.Ticks * training.Step.Ticks, TimeSpan.Zero);
        foreach (var names in services.GroupBy(service => service.Namespace).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToList()))
        {
            var asked = new ScanQuestions(source, queries, cancellationToken);
            var series = await ServiceSeries.ReadAsync(asked, template => queries.Of(template, names), (end - training.History, end, training.Step));
            yield return new NamespaceHistory(names[0].Namespace, series, asked.Gaps);
        }
    }
}

/// <summary>What was read of one namespace, and what of it could not be.</summary>
public sealed record NamespaceHistory(string Namespace, IReadOnlyDictionary<SeriesKey, IReadOnlyList<SeriesPoint>> Series, IReadOnlyList<string> Gaps);
