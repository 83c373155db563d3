using Autocura.Embedded.Cluster.Applications.Past;
using Autocura.Embedded.Metrics.Storage;
using Autocura.Telemetry;

namespace Autocura.Embedded.Metrics;

/// <summary>
/// The request counters and histograms of the services and of the API server, and the queues, which were empty, in the seven days before they were first scraped, a point a minute. Each series is a share of one load
/// curve, so they take the room of one number a minute and application, and of one a series.
/// </summary>
internal sealed class PastRequests(Func<IReadOnlyList<PastTraffic>> past, Func<IReadOnlyDictionary<string, string>> target) : IPastSeries
{
    /// <summary>So many requests that what is cut off of a counter does not matter.</summary>
    private const double Many = 1e12;

    private readonly Lock gate = new();
    private Dictionary<LabelSet, Share> series = [];
    private int known;

    public long End
    {
        get
        {
            var end = long.MinValue;
            foreach (var traffic in past()) end = Math.Max(end, traffic.Load.End.ToUnixTimeMilliseconds());
            return end;
        }
    }

    public IEnumerable<LabelSet> Matching(Selection selection) => Series().Keys.Where(selection.Matches);

    public Point[] Window(LabelSet labels, long from, long to) => Series().TryGetValue(labels, out var share)
        ? [.. share.Load.Between(from, to).Select(minute => new Point(minute.Milliseconds, share.Of(minute.Requests)))]
        : [];

    /// <summary>The families of one application, with the share that each of its series has of the requests of users.</summary>
    internal static IEnumerable<MetricFamily> Shares(PastTraffic traffic)
    {
        var families = new ExporterFamilies();
        if (traffic.Application.Users.AsksApiServer)
        {
            ExporterApiServer.Write(families, traffic.At(Many));
        }
        else
        {
            ExporterRequests.Write(families, traffic.At(Many));
            ExporterEdges.WriteWaiting(families, traffic.Application.Namespace, traffic.Application.Services.Where(service => service.Consumes is not null).Select(consumer => (consumer, 0.0)));
        }

        return families.ToList().Select(family => family with { Samples = [.. family.Samples.Select(sample => sample with { Value = sample.Value / Many })] });
    }

    private Dictionary<LabelSet, Share> Series()
    {
        var applications = past();
        lock (gate)
        {
            if (applications.Count != known)
            {
                known = applications.Count;
                series = applications.SelectMany(traffic => Shares(traffic).SelectMany(family => family.Samples)
                        .Select(sample => (Labels: LabelSet.From([.. target(), .. sample.Labels, new(LabelSet.MetricName, sample.Name)]), Share: new Share(traffic.Load, sample))))
                    .ToDictionary(one => one.Labels, one => one.Share);
            }

            return series;
        }
    }

    private sealed record Share(PastLoad Load, MetricSample Sample)
    {
        public double Of(double requests) => Sample.Name.EndsWith("_sum", StringComparison.Ordinal) ? Sample.Value * requests : Math.Floor(Sample.Value * requests);
    }
}
