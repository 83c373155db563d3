using System.Globalization;
using Autocura.Embedded.Cluster.Applications.Counting;

namespace Autocura.Embedded.Metrics;

/// <summary>The requests to the services of an application, counted where they are sent from, as a service mesh does: so a service that nobody serves still shows its failures.</summary>
internal static class ExporterRequests
{
    private const string Requests = "http_requests_total";
    private const string Duration = "http_request_duration_seconds";

    public static void Write(ExporterFamilies families, TrafficCounts counted)
    {
        foreach (var (service, counts) in counted.Services)
        {
            (string, string?)[] who = [("namespace", counted.Application.Namespace), ("service", service.Name), ("deployment", service.Workload)];
            for (var i = 0; i < EdgeCounters.Codes.Count; i++)
            {
                families.Counter(Requests, "Requests sent to a service, by the code of the answer.", counts.Code(i), [.. who, ("code", Number(EdgeCounters.Codes[i]))]);
            }

            for (var i = 0; i < EdgeCounters.Bounds.Count; i++)
            {
                Histogram("_bucket", counts.Bucket(i), [.. who, ("le", Bound(EdgeCounters.Bounds[i]))]);
            }

            Histogram("_sum", counts.SumSeconds, who);
            Histogram("_count", counts.Bucket(EdgeCounters.Bounds.Count - 1), who);
        }

        void Histogram(string suffix, double value, (string, string?)[] labels) =>
            families.Histogram(Duration, suffix, "Time until a request to a service was answered.", value, labels);
    }

    internal static string Number(int code) => code.ToString(CultureInfo.InvariantCulture);

    internal static string Bound(double bound) => double.IsInfinity(bound) ? "+Inf" : bound.ToString(CultureInfo.InvariantCulture);
}
