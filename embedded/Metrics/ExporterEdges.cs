using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Applications.Counting;
using Autocura.Embedded.Cluster.Applications.Following;

namespace Autocura.Embedded.Metrics;

/// <summary>Requests from service to service under the names of a mesh (Istio's), and the messages that wait in a queue under those of an exporter for Kafka.</summary>
internal static class ExporterEdges
{
    private const string Requests = "istio_requests_total";
    private const string Duration = "istio_request_duration_milliseconds";

    /// <summary>Why a proxy has no answer to show, by the code in its place.</summary>
    private static readonly Dictionary<int, string> Flags = new() { [200] = "-", [500] = "-", [503] = "UF", [504] = "UT" };

    public static void Write(ExporterFamilies families, TrafficCounts counted)
    {
        var ns = counted.Application.Namespace;
        foreach (var (edge, counts) in counted.Edges)
        {
            Write(families, Labels(edge, ns), counts);
        }

        WriteWaiting(families, ns, counted.Waiting);
    }

    public static void WriteWaiting(ExporterFamilies families, string ns, IEnumerable<(ApplicationService Consumer, double Messages)> waiting)
    {
        foreach (var (consumer, messages) in waiting)
        {
            families.Gauge(
                "kafka_consumergroup_lag", "Current approximate lag of a consumer group at a topic.", messages,
                ("namespace", ns), ("consumergroup", consumer.Consumes!.Group), ("topic", consumer.Consumes.Topic), ("service", consumer.Name));
        }
    }

    private static void Write(ExporterFamilies families, (string, string?)[] way, EdgeCounters counts)
    {
        for (var i = 0; i < EdgeCounters.Codes.Count; i++)
        {
            var code = EdgeCounters.Codes[i];
            (string, string?)[] answer = [.. way, ("response_code", ExporterRequests.Number(code)), ("response_flags", Flags[code])];
            if (code == 200 || counts.Code(i) > 0)
            {
                Count(counts.Code(i), [("reporter", "source"), .. answer]);
            }

            // What no container answers, no proxy at that end has seen.
            if (code == 200 || (code == 500 && counts.Code(i) > 0))
            {
                Count(counts.Code(i), [("reporter", "destination"), .. answer]);
            }
        }

        for (var i = 0; i < EdgeCounters.Bounds.Count; i++)
        {
            Histogram("_bucket", counts.Bucket(i), [("reporter", "source"), .. way, ("le", ExporterRequests.Bound(EdgeCounters.Bounds[i] * 1000))]);
        }

        Histogram("_sum", Math.Round(counts.SumSeconds * 1000, 3), [("reporter", "source"), .. way]);
        Histogram("_count", counts.Bucket(EdgeCounters.Bounds.Count - 1), [("reporter", "source"), .. way]);

        void Count(double value, (string, string?)[] labels) => families.Counter(Requests, "Requests between services, as a mesh counts them.", value, labels);

        void Histogram(string suffix, double value, (string, string?)[] labels) =>
            families.Histogram(Duration, suffix, "Time until a request between services was answered, as a mesh counts it.", value, labels);
    }

    private static (string, string?)[] Labels(Edge edge, string ns)
    {
        var isKnown = edge.CallerWorkload is not null;
        return
        [
            ("source_workload", edge.CallerWorkload ?? "unknown"), ("source_workload_namespace", isKnown ? ns : "unknown"),
            ("destination_workload", edge.Callee.Workload), ("destination_workload_namespace", ns),
            ("destination_service_name", edge.Callee.Name), ("destination_service_namespace", ns),
        ];
    }
}
