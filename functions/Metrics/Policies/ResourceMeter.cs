using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Metrics.Policies;

/// <summary>
/// Reads what the pods of many workloads use with few requests: what lies in one namespace is one list of each kind, and where there are many namespaces the whole cluster is.
/// </summary>
internal sealed class ResourceMeter(ICluster cluster)
{
    /// <summary>Beyond so many namespaces the whole cluster is listed, a page in memory at a time.</summary>
    private const int MostNamespaces = 20;

    private readonly Dictionary<WorkloadRef, ResourceUsage> usage = [];
    private readonly Dictionary<WorkloadRef, Measured> measured = [];

    /// <summary>Why nothing is known of what pods use; empty when it is.</summary>
    public string Gap { get; private set; } = "";

    public int Requests { get; private set; }

    /// <summary>What was read of a workload; null when it does not exist.</summary>
    public ResourceUsage? Of(WorkloadRef workload) => usage.GetValueOrDefault(workload);

    /// <param name="workloads">The workloads.</param>
    /// <param name="hasUsage">Whether anybody asks what their pods use; else only the workloads are read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ClusterException">The workloads cannot be read.</exception>
    public async Task ReadAsync(IReadOnlyCollection<WorkloadRef> workloads, bool hasUsage, CancellationToken cancellationToken)
    {
        foreach (var (scope, kinds) in Scopes(workloads))
        {
            foreach (var kind in kinds)
            {
                await ReadWorkloadsAsync(Kinds.Named(kind), scope, workloads, cancellationToken);
            }

            if (hasUsage)
            {
                await TryReadPodsAsync(scope, cancellationToken);
            }
        }

        foreach (var (workload, sum) in measured)
        {
            usage[workload] = sum.ToUsage();
        }
    }

    private IEnumerable<(string Scope, IEnumerable<string> Kinds)> Scopes(IReadOnlyCollection<WorkloadRef> workloads)
    {
        var byNamespace = workloads.GroupBy(workload => workload.Namespace).ToList();
        return byNamespace.Count > MostNamespaces && cluster.Namespaces.Count == 0
            ? [("", workloads.Select(workload => workload.Kind).Distinct())]
            : byNamespace.Select(some => (some.Key, some.Select(workload => workload.Kind).Distinct()));
    }

    private async Task ReadWorkloadsAsync(ResourceKind kind, string scope, IReadOnlyCollection<WorkloadRef> wanted, CancellationToken cancellationToken)
    {
        Requests++;
        var names = wanted.Where(workload => workload.Kind == kind.Kind).ToHashSet();
        await foreach (var found in cluster.StreamAsync(kind, new ListQuery(scope), cancellationToken))
        {
            var workload = new WorkloadRef(cluster.Name, kind.Kind, found.Text("metadata", "namespace") ?? "", found.Name());
            if (names.Contains(workload))
            {
                measured[workload] = new Measured(found);
            }
        }
    }

    private async Task TryReadPodsAsync(string scope, CancellationToken cancellationToken)
    {
        Requests++;
        try
        {
            var byNamespace = measured.Where(pair => scope.Length == 0 || pair.Key.Namespace == scope).ToLookup(pair => pair.Key.Namespace, pair => pair.Value);
            await foreach (var pod in cluster.StreamAsync(Kinds.PodMetrics, new ListQuery(scope), cancellationToken))
            {
                var labels = pod.Map("metadata", "labels");
                byNamespace[pod.Text("metadata", "namespace") ?? ""].FirstOrDefault(workload => workload.Selects(labels))?.Add(pod);
            }
        }
        catch (ClusterException refused)
        {
            Gap = $"metrics.k8s.io does not answer: {refused.Message}";
        }
    }

    /// <summary>A workload, and what was seen of its pods.</summary>
    private sealed class Measured
    {
        private readonly IReadOnlyDictionary<string, string> selector;
        private readonly List<double> cpu = [];
        private readonly List<double> memory = [];
        private readonly ResourceUsage asked;

        public Measured(JsonObject workload)
        {
            selector = workload.Map("spec", "selector", "matchLabels");
            var containers = workload.Items("spec", "template", "spec", "containers").ToList();
            asked = new ResourceUsage(workload.Text("kind") == "DaemonSet" ? workload.Int("status", "desiredNumberScheduled") ?? 0 : workload.Int("spec", "replicas") ?? 1)
            {
                CpuRequest = Sum(containers, "cpu"),
                MemoryRequest = Sum(containers, "memory"),
            };
        }

        public bool Selects(IReadOnlyDictionary<string, string> labels) => selector.Count > 0 && selector.All(pair => labels.GetValueOrDefault(pair.Key) == pair.Value);

        public void Add(JsonObject pod)
        {
            var containers = pod.Items("containers").ToList();
            cpu.Add(containers.Sum(container => Quantity.Parse(container.NumberOrText("usage", "cpu")) ?? 0));
            memory.Add(containers.Sum(container => Quantity.Parse(container.NumberOrText("usage", "memory")) ?? 0));
        }

        public ResourceUsage ToUsage() => asked with { Cpu = cpu, Memory = memory };

        // A request that is not written is the limit, as the API server has it.
        private static double? Sum(List<JsonObject> containers, string resource) => containers
            .Select(container => Quantity.Parse(container.NumberOrText("resources", "requests", resource)) ?? Quantity.Parse(container.NumberOrText("resources", "limits", resource)))
            .Aggregate((double?)0, (sum, request) => sum + request);
    }
}
