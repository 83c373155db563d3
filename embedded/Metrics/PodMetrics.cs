using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Applications.Counting;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Usage;
using Autocura.Telemetry;

namespace Autocura.Embedded.Metrics;

/// <summary>
/// What the process in a pod serves at a port that its container declares: its memory and CPU, and the requests that it has answered. The requests to its service are taken to
/// be shared evenly among the pods that run.
/// </summary>
internal sealed class PodMetrics(ObjectStore store, IPodUsage usage, Traffic traffic) : IPodMetrics
{
    /// <summary>The codes that a container itself answers with: those of the others are made on the way to it.</summary>
    private const int OwnCodes = 2;

    public string? Read(JsonObject pod, int port)
    {
        var container = pod.Objects("spec", "containers").FirstOrDefault(one => one.Objects("ports").Any(declared => declared.Number("containerPort") == port));
        var used = usage.Of(pod).Where(one => one.Container == container.Text("name")).ToList();
        if (container is null || used.Count == 0)
        {
            return null;
        }

        var families = new ExporterFamilies();
        families.Gauge("process_resident_memory_bytes", "Resident memory size in bytes.", used[0].MemoryBytes);
        families.Counter("process_cpu_seconds_total", "Total user and system CPU time spent in seconds.", used[0].CpuSeconds);
        WriteRequests(families, pod);
        return ExpositionText.Write(families.ToList());
    }

    private void WriteRequests(ExporterFamilies families, JsonObject pod)
    {
        var workload = Workloads.NameOf(store, pod);
        var running = store.List("", "pods", pod.Namespace()!).Count(other => Workloads.NameOf(store, other) == workload && usage.Of(other).Count > 0);
        foreach (var counts in traffic.Read().Where(counted => counted.Application.Namespace == pod.Namespace()).SelectMany(counted => counted.Services).Where(service => service.Service.Workload == workload).Select(service => service.Counts))
        {
            for (var i = 0; i < OwnCodes; i++)
            {
                families.Counter("http_requests_total", "Requests answered, by code.", Math.Floor(counts.Code(i) / running), ("code", ExporterRequests.Number(EdgeCounters.Codes[i])));
            }

            families.Histogram("http_request_duration_seconds", "_sum", "Time until a request was answered.", counts.SumSeconds / running);
            families.Histogram("http_request_duration_seconds", "_count", "Time until a request was answered.", Math.Floor(counts.Bucket(EdgeCounters.Bounds.Count - 1) / running));
        }
    }
}
