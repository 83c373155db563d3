using Autocura.Diagnosis.Measurements;

namespace Autocura.Metrics;

/// <summary>
/// PromQL templates of the numbers around an incident, each for a whole namespace at once: a dozen questions, however many services there are. The ones by
/// service yield a label <c>service</c>; the ones by workload a label <c>workload</c>, which <c>$owners</c> brings: it stands for <see cref="Owners"/>.
/// The defaults fit the kubelet's and kube-state-metrics' names.
/// </summary>
/// <remarks>
/// A pod belongs to the workload that kube-state-metrics says owns it, at each step of the window. A pattern of pod names would take in the neighbour whose name
/// begins alike, and the names of the pods that run now would leave out those that ran before the release.
/// </remarks>
public sealed class MeasurementTemplates
{
    private const string Containers = "namespace=$namespace,container!=\"\",container!=\"POD\"";
    private const string ByWorkload = " * on (namespace, pod) group_left (workload) ($owners))";

    /// <summary>How far back a rate looks at each step: several scrapes.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>From value to value. A window that would have more than 120 of them is read with longer steps.</summary>
    public TimeSpan Step { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long before the trouble began the numbers are read from: what is usual.</summary>
    public TimeSpan Before { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>One series of value 1 for each pod, with the label <c>workload</c>: the controller, and for a ReplicaSet's pod the Deployment above it.</summary>
    public string Owners { get; set; } =
        "max by (namespace, pod, workload) (label_replace(kube_pod_owner{namespace=$namespace,owner_kind!=\"ReplicaSet\"}, \"workload\", \"$1\", \"owner_name\", \"(.+)\"))"
        + " or max by (namespace, pod, workload) (label_replace(kube_pod_owner{namespace=$namespace,owner_kind=\"ReplicaSet\"}, \"replicaset\", \"$1\", \"owner_name\", \"(.+)\")"
        + " * on (namespace, replicaset) group_left (workload) max by (namespace, replicaset, workload)"
        + " (label_replace(kube_replicaset_owner{namespace=$namespace}, \"workload\", \"$1\", \"owner_name\", \"(.+)\")))";

    /// <summary>Requests per second, by service.</summary>
    public string RequestRate { get; set; } = "sum by (service) (rate(http_requests_total{namespace=$namespace}[$window]))";

    /// <summary>Share of requests that failed, by service.</summary>
    public string ErrorRatio { get; set; } =
        "(sum by (service) (rate(http_requests_total{namespace=$namespace,code=~\"5..\"}[$window])) or 0 * sum by (service) (rate(http_requests_total{namespace=$namespace}[$window])))"
        + " / (sum by (service) (rate(http_requests_total{namespace=$namespace}[$window])) > 0)";

    /// <summary>Latency quantile in seconds, by service.</summary>
    public string Latency { get; set; } =
        "histogram_quantile($quantile, sum by (service, le) (rate(http_request_duration_seconds_bucket{namespace=$namespace}[$window])))";

    /// <summary>Cores used, by workload.</summary>
    public string Cpu { get; set; } = $"sum by (workload) (rate(container_cpu_usage_seconds_total{{{Containers}}}[$window]){ByWorkload}";

    /// <summary>Share of CPU periods that were throttled, by workload.</summary>
    public string CpuThrottling { get; set; } =
        $"sum by (workload) (rate(container_cpu_cfs_throttled_periods_total{{{Containers}}}[$window]){ByWorkload}"
        + $" / (sum by (workload) (rate(container_cpu_cfs_periods_total{{{Containers}}}[$window]){ByWorkload} > 0)";

    /// <summary>Working set of its largest pod in bytes, by workload.</summary>
    public string Memory { get; set; } =
        $"max by (workload) (sum by (namespace, pod) (container_memory_working_set_bytes{{{Containers}}}){ByWorkload}";

    /// <summary>Working set of the container nearest to its limit as a share of that limit, by workload.</summary>
    public string MemoryShare { get; set; } =
        $"max by (workload) (max by (namespace, pod) (max by (namespace, pod, container) (container_memory_working_set_bytes{{{Containers}}})"
        + " / on (namespace, pod, container) max by (namespace, pod, container) (kube_pod_container_resource_limits{namespace=$namespace,resource=\"memory\"}))"
        + ByWorkload;

    /// <summary>Restarts of containers per hour, by workload.</summary>
    public string Restarts { get; set; } =
        $"3600 * sum by (workload) (sum by (namespace, pod) (rate(kube_pod_container_status_restarts_total{{namespace=$namespace}}[$window])){ByWorkload}";

    /// <summary>Entries that wait in queues, by the group that takes them (label <c>service</c>).</summary>
    public string QueueLag { get; set; } =
        "sum by (service) (label_replace(kafka_consumergroup_lag{namespace=$namespace}, \"service\", \"$1\", \"consumergroup\", \"(.+)\"))";

    internal IEnumerable<string> Problems()
    {
        if (Window <= TimeSpan.Zero || Window > TimeSpan.FromMinutes(30))
        {
            yield return $"Metrics:Measurements:Window is {Window}: use more than zero and at most 00:30:00.";
        }

        if (Step < TimeSpan.FromSeconds(1) || Step > TimeSpan.FromMinutes(10))
        {
            yield return $"Metrics:Measurements:Step is {Step}: use 00:00:01 to 00:10:00.";
        }

        if (Before < TimeSpan.FromMinutes(5) || Before > TimeSpan.FromHours(6))
        {
            yield return $"Metrics:Measurements:Before is {Before}: use 00:05:00 to 06:00:00.";
        }

        foreach (var problem in Templates().SelectMany(one => QueryTemplate.Problems($"Metrics:Measurements:{one.Key}", one.Template, ["namespace"], one.Allowed)))
        {
            yield return problem;
        }
    }

    /// <summary>Whether every query names the cluster it asks about. A template that uses $owners does when that one does.</summary>
    internal bool TellsClustersApart() => Templates().All(one => QueryTemplate.Uses(one.Template, "cluster"));

    /// <summary>The query of each signal for one namespace.</summary>
    internal IReadOnlyDictionary<string, string> Fill(string @namespace, string cluster)
    {
        var values = Values(@namespace, cluster, Window);
        values["owners"] = QueryTemplate.Fill(Owners, values);
        return Templates().Where(one => one.Signal is not null).ToDictionary(one => one.Signal!, one => QueryTemplate.Fill(one.Template, values));
    }

    /// <summary>The queries of how each service of a namespace answers, over a window of its own.</summary>
    internal ServiceLevelTemplates Levels(string @namespace, string cluster, TimeSpan window)
    {
        var values = Values(@namespace, cluster, window);
        return new()
        {
            RequestRate = QueryTemplate.Fill(RequestRate, values),
            ErrorRatio = QueryTemplate.Fill(ErrorRatio, values),
            Latency = QueryTemplate.Fill(Latency, values),
        };
    }

    internal static Dictionary<string, string> Values(string @namespace, string cluster, TimeSpan window) => new()
    {
        ["namespace"] = PromQl.Quote(@namespace),
        ["cluster"] = PromQl.Quote(cluster),
        ["window"] = PromQl.Duration(window),
        ["quantile"] = "0.95",
    };

    private IEnumerable<(string? Signal, string Key, string Template, string[] Allowed)> Templates()
    {
        string[] rates = ["namespace", "cluster", "window"];
        string[] owned = [.. rates, "owners"];
        return
        [
            (null, nameof(Owners), Owners, ["namespace", "cluster"]),
            (Signal.RequestRate, nameof(RequestRate), RequestRate, rates),
            (Signal.ErrorRatio, nameof(ErrorRatio), ErrorRatio, rates),
            (Signal.LatencyP95, nameof(Latency), Latency, [.. rates, "quantile"]),
            (Signal.Cpu, nameof(Cpu), Cpu, owned),
            (Signal.CpuThrottling, nameof(CpuThrottling), CpuThrottling, owned),
            (Signal.Memory, nameof(Memory), Memory, owned),
            (Signal.MemoryShare, nameof(MemoryShare), MemoryShare, owned),
            (Signal.Restarts, nameof(Restarts), Restarts, owned),
            (Signal.QueueLag, nameof(QueueLag), QueueLag, rates),
        ];
    }
}
