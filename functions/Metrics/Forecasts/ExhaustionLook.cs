using System.Globalization;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Forecasting;
using Autocura.Forecasting.Exhaustion;
using Autocura.Incidents;
using Autocura.Signals;

namespace Autocura.Metrics.Forecasts;

/// <summary>Looks at what fills up (memory of containers, claimed volumes, quotas), and finds what will probably be full before its time.</summary>
public sealed class ExhaustionLook(IMetricSource source, MetricsReach reach, TimeProvider time)
{
    private const int MostSeries = 50;
    private const double Full = 1;

    // What is less than a third full has no need to be foreseen.
    private const double WorthAsking = 1.0 / 3;
    private static readonly (TimeSpan Length, TimeSpan Step) Past = (TimeSpan.FromDays(1), TimeSpan.FromMinutes(2));
    private static readonly ResourceKind[] Mounting = [Kinds.Deployment, Kinds.StatefulSet, Kinds.DaemonSet];

    /// <summary>Adds what it finds, and what could not be asked.</summary>
    internal async Task LookAsync(ICluster cluster, ForecastOptions options, ForecastFindings found, CancellationToken cancellationToken)
    {
        Resource[] resources =
        [
            new("memory", options.Memory, "pod", options.MemoryWithin), new("disk", options.Disk, "persistentvolumeclaim", options.DiskWithin), new("quota", options.Quota, "resourcequota", options.DiskWithin),
        ];
        var hasFailed = false;
        foreach (var resource in resources.Where(resource => resource.Query.Length > 0))
        {
            hasFailed |= !await LookAsync(cluster, resource, options.Probability, found, cancellationToken);
        }

        if (hasFailed) found.Blind.Add(Observation.ExhaustionAhead);
    }

    private async Task<bool> LookAsync(ICluster cluster, Resource resource, double probability, ForecastFindings found, CancellationToken cancellationToken)
    {
        var matcher = reach.Matcher(cluster.Name);
        found.Questions++;
        var now = await source.QueryAsync($"topk({MostSeries}, ({Fill(resource.Query, matcher.Length > 0 ? matcher : $"{resource.Label}!=\"\"")}) >= {WorthAsking.ToString("0.###", CultureInfo.InvariantCulture)})", at: null, cancellationToken);
        if (now is not MetricAnswer.Values full) return Note(now, found);
        var names = full.Series.Select(series => series.Labels.GetValueOrDefault(resource.Label, "")).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal).Select(System.Text.RegularExpressions.Regex.Escape);
        var some = $"{resource.Label}=~{PromQl.Quote(string.Join('|', names))}{(matcher.Length > 0 ? $",{matcher}" : "")}";
        var end = time.GetUtcNow();
        found.Questions++;
        var past = await source.QueryRangeAsync(RangeQuery.Ending(Fill(resource.Query, some), end, Past.Length, Past.Step), cancellationToken);
        if (past is not MetricAnswer.Values values) return Note(past, found);
        foreach (var series in values.Series)
        {
            found.Looked++;
            var regular = RegularSeries.From(series.Points.Select(point => (point.At, point.Value)), end, Past.Length, Past.Step);
            if (ExhaustionForecaster.Of(regular, Full, resource.Within) is not { } forecast || forecast.ProbabilityWithin(resource.Within) < probability) continue;
            found.All.Add(await FindingAsync(cluster, resource, series.Labels, forecast, cancellationToken));
        }

        return true;
    }

    private static bool Note(MetricAnswer answer, ForecastFindings found)
    {
        if (answer is not MetricAnswer.Unmeasurable unknown) return true;
        if (unknown.Reason != NoMetricSource.Reason) found.Gaps.Add($"metrics: {unknown.Reason}");
        return false;
    }

    private static string Fill(string query, string of) => query.Replace("$of", of, StringComparison.Ordinal);

    private static async Task<Finding> FindingAsync(ICluster cluster, Resource resource, IReadOnlyDictionary<string, string> labels, ExhaustionForecast forecast, CancellationToken cancellationToken)
    {
        var (ns, name) = (labels.GetValueOrDefault("namespace", ""), labels.GetValueOrDefault(resource.Label, ""));
        var subject = resource.Name switch
        {
            "memory" => new Subject(Kinds.Pod.Kind, ns, name),
            "disk" => await MounterAsync(cluster, ns, name, cancellationToken) ?? new Subject(Kinds.PersistentVolumeClaim.Kind, ns, name),
            _ => new Subject(Kinds.ResourceQuota.Kind, ns, name),
        };
        return new Finding(Observation.ExhaustionAhead, subject)
        {
            About = resource.Name == "memory" ? resource.Name : $"{resource.Name} {name}",
            Grace = TimeSpan.FromMinutes(1),
            Detail = string.Create(
                CultureInfo.InvariantCulture,
                $"{resource.Name} of {name} is {Full - forecast.Room:P0} full and rises by {forecast.PerHour:P1} an hour for {forecast.Lasted.TotalHours:0.#} h: full in {forecast.Expected.TotalHours:0.#} h, within {resource.Within.TotalHours:0.#} h with a probability of {forecast.ProbabilityWithin(resource.Within):P0}"),
        };
    }


    private static async Task<Subject?> MounterAsync(ICluster cluster, string ns, string claim, CancellationToken cancellationToken)
    {
        foreach (var kind in Mounting)
        {
            await foreach (var workload in cluster.StreamAsync(kind, new ListQuery(ns), cancellationToken))
            {
                if (workload.Items("spec", "template", "spec", "volumes").Any(volume => volume.Text("persistentVolumeClaim", "claimName") == claim)
                    || workload.Items("spec", "volumeClaimTemplates").Any(template => claim.StartsWith($"{template.Name()}-{workload.Name()}-", StringComparison.Ordinal)))
                {
                    return Subject.Of(new WorkloadRef(cluster.Name, kind.Kind, ns, workload.Name()));
                }
            }
        }

        return null;
    }

    private sealed record Resource(string Name, string Query, string Label, TimeSpan Within);
}
