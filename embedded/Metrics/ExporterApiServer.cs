using Autocura.Embedded.Cluster.Applications.Counting;

namespace Autocura.Embedded.Metrics;

/// <summary>What the API server measures of itself, under its own names and with the labels that its usual scrape gives it.</summary>
internal static class ExporterApiServer
{
    private const string Duration = "apiserver_request_duration_seconds";
    private static readonly (string, string?)[] Who = [("namespace", "default"), ("service", "kubernetes"), ("component", "apiserver"), ("verb", "GET"), ("resource", "pods")];

    public static void Write(ExporterFamilies families, TrafficCounts counted)
    {
        var counts = counted.Services[0].Counts;
        for (var i = 0; i < EdgeCounters.Codes.Count; i++)
        {
            families.Counter(
                "apiserver_request_total", "Counter of apiserver requests.", counts.Code(i), [.. Who, ("code", ExporterRequests.Number(EdgeCounters.Codes[i]))]);
        }

        for (var i = 0; i < EdgeCounters.Bounds.Count; i++)
        {
            Histogram("_bucket", counts.Bucket(i), [.. Who, ("le", ExporterRequests.Bound(EdgeCounters.Bounds[i]))]);
        }

        Histogram("_sum", counts.SumSeconds, Who);
        Histogram("_count", counts.Bucket(EdgeCounters.Bounds.Count - 1), Who);

        void Histogram(string suffix, double value, (string, string?)[] labels) =>
            families.Histogram(Duration, suffix, "Response latency distribution of the API server.", value, labels);
    }
}
