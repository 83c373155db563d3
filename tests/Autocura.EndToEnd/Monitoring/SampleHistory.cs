using System.Globalization;
using System.Text;
using Autocura.Embedded.Metrics.Storage;

namespace Autocura.EndToEnd.Monitoring;

/// <summary>
/// An hour of series with what makes queries hard: jitter, counters that reset, a series that ends, one that starts late, gaps, histograms.
/// The same points become a real Prometheus's database and the embedded store.
/// </summary>
internal sealed class SampleHistory
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = Start.AddHours(1);

    private const int Seed = 20260105;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly Random random = new(Seed);
    private readonly List<(LabelSet Labels, List<Point> Points)> series = [];

    public SampleHistory()
    {
        foreach (var service in new[] { "cart", "checkout", "payment" })
        {
            Counter("http_requests_total", $"namespace=shop,service={service},code=200", perStep: 40, resets: service == "cart");
            Counter("http_requests_total", $"namespace=shop,service={service},code=500", perStep: service == "payment" ? 9 : 0.2, resets: false);
            Histogram(service);
            Gauge("kube_deployment_spec_replicas", $"namespace=shop,deployment={service}", _ => service == "payment" ? 0 : 3);
            Gauge("kube_deployment_status_replicas_available", $"namespace=shop,deployment={service}", step => service == "cart" && step % 40 < 10 ? 1 : 3);
        }

        Gauge("kube_pod_info", "namespace=shop,pod=cart-1,node=n1", _ => 1);
        Gauge("kube_pod_info", "namespace=shop,pod=cart-2,node=n2", _ => 1);
        Gauge("kube_pod_container_status_restarts_total", "namespace=shop,pod=cart-1,container=app", step => step / 30);
        Gauge("kube_pod_container_status_restarts_total", "namespace=shop,pod=cart-1,container=sidecar", _ => 0);
        Gauge("kube_pod_container_status_restarts_total", "namespace=shop,pod=cart-2,container=app", _ => 2);
        Gauge("temperature", "room=a", step => Math.Sin(step / 7.0) * 30);
        Gauge("temperature", "room=b", _ => random.NextDouble() - 0.5);
        Gauge("starts_late", "kind=gauge", step => step, from: 120);
        Gauge("ends_early", "kind=gauge", step => step, to: 200);
        Gauge("has_gaps", "kind=gauge", step => step, keep: step => step % 30 < 20);
        Gauge("undefined", "kind=nan", step => step % 5 == 0 ? double.NaN : 1);
    }

    public string ToOpenMetrics()
    {
        var text = new StringBuilder();
        foreach (var (labels, points) in series)
        {
            var pairs = string.Join(',', labels.Pairs.Where(pair => pair.Key != LabelSet.MetricName).Select(pair => $"{pair.Key}=\"{pair.Value}\""));
            foreach (var point in points)
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"{labels[LabelSet.MetricName]}{{{pairs}}} {point.Value:R} {point.Milliseconds / 1000m}\n");
            }
        }

        return text.Append("# EOF\n").ToString();
    }

    public SeriesStore ToStore()
    {
        var store = new SeriesStore(new SeriesLimits { Retention = TimeSpan.FromDays(1) });
        foreach (var (labels, points) in series)
        {
            foreach (var point in points)
            {
                store.Append(labels.ToString(), point.Milliseconds, [new(labels, point.Value)]);
            }
        }

        return store;
    }

    private void Counter(string name, string labels, double perStep, bool resets)
    {
        var total = 0.0;
        Gauge(name, labels, step => total = resets && step % 71 == 70 ? 0 : total + Math.Round(random.NextDouble() * perStep, 3));
    }

    private void Histogram(string service)
    {
        var bounds = new[] { "0.05", "0.1", "0.25", "0.5", "1", "2.5", "+Inf" };
        var totals = new double[bounds.Length];
        var points = bounds.Select(_ => new List<Point>()).ToArray();
        foreach (var at in Times())
        {
            for (var (bucket, below) = (0, 0); bucket < bounds.Length; bucket++)
            {
                below += random.Next(0, 12 - bucket);
                totals[bucket] += below;
                points[bucket].Add(new Point(at, totals[bucket]));
            }
        }

        for (var bucket = 0; bucket < bounds.Length; bucket++)
        {
            series.Add((Labels("http_request_duration_seconds_bucket", $"namespace=shop,service={service},le={bounds[bucket]}"), points[bucket]));
        }
    }

    private void Gauge(string name, string labels, Func<int, double> value, int from = 0, int to = int.MaxValue, Func<int, bool>? keep = null) =>
        series.Add((Labels(name, labels), [.. Times()
            .Select((at, step) => (at, step))
            .Where(point => point.step >= from && point.step < to && keep?.Invoke(point.step) != false)
            .Select(point => new Point(point.at, value(point.step)))]));

    /// <summary>Scrapes are never quite on time.</summary>
    private IEnumerable<long> Times()
    {
        for (var at = Start; at < End; at += Interval)
        {
            yield return at.ToUnixTimeMilliseconds() + random.Next(0, 400);
        }
    }

    private static LabelSet Labels(string name, string labels) => LabelSet.From(
        [new(LabelSet.MetricName, name), .. labels.Split(',').Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]))]);
}
