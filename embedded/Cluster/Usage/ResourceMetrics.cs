using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Usage;

/// <summary>
/// What a metrics server knows: what pods and nodes use. A pod is known once all of its running containers have been measured, so that a young one has no
/// metrics yet.
/// </summary>
internal sealed class ResourceMetrics(ObjectStore store, IPodUsage? usage, TimeProvider time)
{
    // What the operating system, the container runtime and the kubelet take of each node.
    private static readonly ContainerUsage System = new("system", 0.06, 320d * (1 << 20));

    /// <summary>The metrics of a pod; null when there are none (yet).</summary>
    public UsageReading? Of(JsonObject pod)
    {
        var now = time.GetUtcNow();
        var running = pod.Objects("status", "containerStatuses").Select(status => status.Time("state", "running", "startedAt")).OfType<DateTimeOffset>().ToList();
        return usage is null || running.Count == 0 || running.Exists(started => started + UsageReading.Window > now) ? null : new UsageReading(now, usage.Of(pod));
    }

    public IEnumerable<JsonObject> Pods(string? ns) => store.List("", "pods", ns).Select(PodMetrics).OfType<JsonObject>();

    public JsonObject? PodMetrics(JsonObject pod) => Of(pod) is not { } reading ? null : Measured("PodMetrics", pod, reading.Time, metrics =>
        metrics["containers"] = new JsonArray([.. reading.Containers.Select(container => new JsonObject { ["name"] = container.Container, ["usage"] = Usage(container) })]));

    public IEnumerable<JsonObject> Nodes()
    {
        var pods = store.List("", "pods").ToLookup(pod => pod.Text("spec", "nodeName"));
        return store.List("", "nodes").Select(node => NodeMetrics(node, pods[node.Name()])).OfType<JsonObject>();
    }

    public JsonObject? NodeMetrics(JsonObject node, IEnumerable<JsonObject> pods)
    {
        if (usage is null || node.Condition("Ready").Text("status") != "True")
        {
            return null;
        }

        var containers = pods.SelectMany(usage.Of).Append(System).ToList();
        var sum = new ContainerUsage(node.Name(), containers.Sum(container => container.CpuCores), containers.Sum(container => container.MemoryBytes));
        return Measured("NodeMetrics", node, time.GetUtcNow(), metrics => metrics["usage"] = Usage(sum));
    }

    private static JsonObject Measured(string kind, JsonObject of, DateTimeOffset at, Action<JsonObject> complete)
    {
        var metadata = new JsonObject { ["name"] = of.Name() };
        if (of.Namespace() is { } ns)
        {
            metadata["namespace"] = ns;
        }

        metadata["creationTimestamp"] = at.ToTimestamp();
        if (of.At("metadata", "labels") is { } labels)
        {
            metadata["labels"] = labels.DeepClone();
        }

        var metrics = new JsonObject
        {
            ["kind"] = kind,
            ["apiVersion"] = "metrics.k8s.io/v1beta1",
            ["metadata"] = metadata,
            ["timestamp"] = at.ToTimestamp(),
            ["window"] = $"{UsageReading.Window.TotalSeconds:0}s",
        };
        complete(metrics);
        return metrics;
    }

    private static JsonObject Usage(ContainerUsage usage) => new()
    {
        ["cpu"] = $"{Math.Round(usage.CpuCores * 1e9):0}n",
        ["memory"] = $"{Math.Round(usage.MemoryBytes / 1024):0}Ki",
    };
}
