using System.Globalization;
using Autocura.Embedded.Cluster.Applications;

namespace Autocura.Embedded.Metrics;

/// <summary>The requests of an application, counted where they are sent from, as a service mesh does: so a service that nobody serves still shows its failures.</summary>
internal static class ExporterRequests
{
    private const string Requests = "http_requests_total";
    private const string Duration = "http_request_duration_seconds";

    public static void Write(ExporterFamilies families, string ns, IReadOnlyList<RequestCounts> services)
    {
        foreach (var counts in services)
        {
            (string, string?)[] who = [("namespace", ns), ("service", counts.Service.Name), ("deployment", counts.Service.Workload)];
            foreach (var (code, count) in counts.Codes)
            {
                families.Counter(Requests, "Requests sent to a service, by the code of the answer.", count, [.. who, ("code", code)]);
            }

            foreach (var (bound, count) in counts.Buckets)
            {
                Histogram("_bucket", count, [.. who, ("le", Bound(bound))]);
            }

            Histogram("_sum", counts.SumSeconds, who);
            Histogram("_count", counts.Buckets[^1].Count, who);
        }

        void Histogram(string suffix, double value, (string, string?)[] labels) =>
            families.Histogram(Duration, suffix, "Time until a request to a service was answered.", value, labels);
    }

    private static string Bound(double bound) => double.IsInfinity(bound) ? "+Inf" : bound.ToString(CultureInfo.InvariantCulture);
}
