using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Usage;

namespace Autocura.Embedded.Cluster.Controllers.Autoscaling;

/// <summary>Asks for each metric of an autoscaler and works out how many replicas follow from it.</summary>
internal sealed class MetricEvaluation(ResourceMetrics resources, IReadOnlyList<IWorkloadMetrics> others, DateTimeOffset now)
{
    /// <summary>The proposal of one metric. Throws <see cref="MetricUnavailableException"/> when there is none.</summary>
    public MetricProposal Evaluate(JsonObject metric, ScaleTarget target, IReadOnlyList<JsonObject> pods) => metric.Text("type") switch
    {
        "Resource" => ByResource(metric["resource"]!, null, target, pods),
        "ContainerResource" => ByResource(metric["containerResource"]!, metric.Text("containerResource", "container"), target, pods),
        "Pods" => ByPods(metric["pods"]!, target, pods),
        "Object" => ByObject(metric["object"]!, target, pods),
        "External" => ByExternal(metric["external"]!, target, pods),
        var other => throw new MetricUnavailableException("InvalidMetricSourceType", $"unknown metric source type \"{other}\""),
    };

    private MetricProposal ByResource(JsonNode source, string? container, ScaleTarget target, IReadOnlyList<JsonObject> pods)
    {
        var resource = source.Text("name")!;
        var reason = container is null ? "FailedGetResourceMetric" : "FailedGetContainerResourceMetric";
        var kind = container is null ? "resource" : "container resource";
        var samples = new PodSamples(pods, resource == "cpu", pod => resources.Of(pod) is { } reading ? (reading.Time - UsageReading.Window, reading.Sum(resource, container)) : null, now);
        if (source.At("target", "averageValue") is { } average)
        {
            Check(samples, pods, reason, $"failed to get {resource} usage: unable to get metrics for resource {resource}");
            var (replicas, value) = ReplicaCalculator.ByAverage(target.Replicas, samples, Number(average));
            return new(replicas, $"{resource} {kind}", Shown(resource, container, new JsonObject { ["averageValue"] = Text(resource, value) }));
        }

        Check(samples, pods, reason, $"failed to get {resource} utilization: unable to get metrics for resource {resource}");
        var asked = source.Whole("target", "averageUtilization") ?? throw new MetricUnavailableException(reason, $"invalid {kind} metric source: neither a utilization target nor a value target was set");
        var requests = pods.ToDictionary(pod => pod, pod => Request(pod, resource, container, reason), (IEqualityComparer<JsonObject>)ReferenceEqualityComparer.Instance);
        var result = ReplicaCalculator.ByUtilization(target.Replicas, samples, pod => requests[pod], asked);
        var current = new JsonObject { ["averageUtilization"] = result.Utilization, ["averageValue"] = Text(resource, result.Average) };
        return new(result.Replicas, $"{resource} {kind} utilization (percentage of request)", Shown(resource, container, current));
    }

    private static void Check(PodSamples samples, IReadOnlyList<JsonObject> pods, string reason, string what)
    {
        if (pods.Count == 0 || samples.Ready.Count + samples.Unready.Count == 0 || (samples.Ready.Count == 0 && samples.Unready.TrueForAll(pod => pod.Text("status", "phase") == "Pending")))
        {
            throw new MetricUnavailableException(reason, $"{what}: no metrics returned from resource metrics API");
        }

        if (samples.Ready.Count == 0)
        {
            throw new MetricUnavailableException(reason, $"{what[..what.IndexOf(": unable", StringComparison.Ordinal)]}: did not receive metrics for targeted pods (pods might be unready)");
        }
    }

    private static double Request(JsonObject pod, string resource, string? container, string reason) => pod.Objects("spec", "containers")
        .Where(spec => container is null || spec.Text("name") == container)
        .Sum(spec => spec.At("resources", "requests", resource) is { } request
            ? Number(request)
            : throw new MetricUnavailableException(reason, $"failed to get {resource} utilization: missing request for {resource} in container {spec.Text("name")} of Pod {pod.Name()}"));

    private static JsonObject Shown(string resource, string? container, JsonObject current)
    {
        var shown = new JsonObject { ["name"] = resource, ["current"] = current };
        if (container is null)
        {
            return new JsonObject { ["type"] = "Resource", ["resource"] = shown };
        }

        shown["container"] = container;
        return new JsonObject { ["type"] = "ContainerResource", ["containerResource"] = shown };
    }

    private MetricProposal ByPods(JsonNode source, ScaleTarget target, IReadOnlyList<JsonObject> pods)
    {
        var name = source.Text("metric", "name");
        var values = Ask(other => other.OfPods(pods, source["metric"]!))
            ?? throw new MetricUnavailableException("FailedGetPodsMetric", $"unable to get metric {name}: unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered");
        var samples = new PodSamples(pods, isCpu: false, pod => values.TryGetValue(pod.Name(), out var value) ? (now, value) : null, now);
        if (samples.Ready.Count == 0)
        {
            throw new MetricUnavailableException("FailedGetPodsMetric", $"unable to get metric {name}: no metrics returned from custom metrics API");
        }

        var (replicas, average) = ReplicaCalculator.ByAverage(target.Replicas, samples, Number(source.At("target", "averageValue")));
        return new(replicas, $"pods metric {name}", Other("Pods", "pods", source, new JsonObject { ["averageValue"] = Milli(average) }));
    }

    private MetricProposal ByObject(JsonNode source, ScaleTarget target, IReadOnlyList<JsonObject> pods)
    {
        var (name, about) = (source.Text("metric", "name"), source["describedObject"]!);
        var value = Ask(other => other.OfObject(target.Key.Namespace!, about, source["metric"]!) is { } found ? (object)found : null) as double?
            ?? throw new MetricUnavailableException("FailedGetObjectMetric", $"unable to get metric {name}: {about.Text("kind")} on {target.Key.Namespace} {about.Text("name")}/unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered");
        var (replicas, current) = ByOne(source, target, pods, value);
        return new(replicas, $"{about.Text("kind")} metric {name}", Other("Object", "object", source, current));
    }

    private MetricProposal ByExternal(JsonNode source, ScaleTarget target, IReadOnlyList<JsonObject> pods)
    {
        var name = source.Text("metric", "name")!;
        var values = Ask(other => other.External(target.Key.Namespace!, name, source.At("metric", "selector")))
            ?? throw new MetricUnavailableException(
                "FailedGetExternalMetric",
                $"unable to get external metric {target.Key.Namespace}/{name}/{Selector(source)}: unable to fetch metrics from external metrics API: the server could not find the requested resource (get {name}.external.metrics.k8s.io)");
        var (replicas, current) = ByOne(source, target, pods, values.Sum());
        return new(replicas, $"external metric {name}({Selector(source)})", Other("External", "external", source, current));
    }

    private static (int Replicas, JsonObject Current) ByOne(JsonNode source, ScaleTarget target, IReadOnlyList<JsonObject> pods, double value)
    {
        var count = target.CurrentReplicas;
        return source.At("target", "averageValue") is { } average
            ? (ReplicaCalculator.ByShare(count, value, Number(average)), new JsonObject { ["averageValue"] = Milli(value / Math.Max(1, count)) })
            : (ReplicaCalculator.ByValue(target.Replicas, pods.Count(PodTemplates.IsReady), value, Number(source.At("target", "value"))), new JsonObject { ["value"] = Milli(value) });
    }

    private T? Ask<T>(Func<IWorkloadMetrics, T?> question)
        where T : class => others.Select(question).FirstOrDefault(answer => answer is not null);

    private static string Selector(JsonNode source) => source.At("metric", "selector") is not { } selector ? "nil"
        : $"&LabelSelector{{MatchLabels:map[string]string{{{string.Concat(selector.TextMap("matchLabels").OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}: {label.Value},"))}}},MatchExpressions:[]LabelSelectorRequirement{{}},}}";

    private static JsonObject Other(string type, string field, JsonNode source, JsonObject current)
    {
        var shown = new JsonObject { ["metric"] = source["metric"]!.DeepClone(), ["current"] = current };
        if (source["describedObject"] is { } about)
        {
            shown["describedObject"] = about.DeepClone();
        }

        return new JsonObject { ["type"] = type, [field] = shown };
    }

    private static double Number(JsonNode? quantity) => (double)(Admission.Quantity.Parse(quantity?.ToString()) ?? 0);

    private static string Text(string resource, double value) => resource == "cpu" ? Milli(value) : value.ToString("0", CultureInfo.InvariantCulture);

    private static string Milli(double value) => value == Math.Floor(value) ? value.ToString("0", CultureInfo.InvariantCulture) : $"{Math.Ceiling(value * 1000):0}m";
}
