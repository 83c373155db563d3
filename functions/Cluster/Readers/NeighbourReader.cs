using System.Text.Json.Nodes;
using Autocura.Cluster.Readers.Neighbours;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Neighbours;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers;

/// <summary>
/// Reads what an incident's workload calls and what calls it, and how they are: from declared annotations, from addresses in pod templates and from calls that were
/// counted. Each list is read once, whatever the number of neighbours.
/// </summary>
public sealed class NeighbourReader(IClusters clusters, TimeProvider time)
{
    private const int Most = 12;
    private const int Down = 3;
    private const int Up = 1;
    private const int MostServices = 3;

    // So many pods are read at once; beyond that only those of neighbours in trouble are.
    private const int FewPods = 250;
    private const int PodsOfOne = 5;

    /// <summary>From what is declared alone.</summary>
    public Task<NeighboursReading> ReadAsync(EvidenceRequest request, CancellationToken cancellationToken) => ReadAsync(request, Task.FromResult(CountedCalls.None), cancellationToken);

    /// <summary>With calls that are being counted while the cluster is read.</summary>
    public async Task<NeighboursReading> ReadAsync(EvidenceRequest request, Task<CountedCalls> counting, CancellationToken cancellationToken)
    {
        using var limit = new ReadingTime(time, cancellationToken);
        var reading = new PartialReading(limit);
        var workload = request.Incident.Workload;
        var neighbourhood = new Neighbourhood(clusters.Named(workload.Cluster), reading, limit.Token);
        var graph = await neighbourhood.ReadAsync(workload.Namespace);
        var counted = await counting;
        foreach (var call in counted.Calls)
        {
            graph.AddCounted(workload.Namespace, call.Client, call.Server, call.FailedShare);
        }

        var around = graph.Around(workload, Down, Up);
        var pods = await PodsAsync(neighbourhood, graph, workload.Namespace, around);
        var views = around.Select(neighbour => View(graph, neighbour, pods.GetValueOrDefault(neighbour.Node.Ref, []), counted));
        return new NeighboursReading([.. WorstFirst(views).Take(Most)], reading.Gaps);
    }

    private NeighbourView View(DependencyGraph graph, Neighbour neighbour, IReadOnlyList<PodView> pods, CountedCalls counted)
    {
        var node = neighbour.Node;
        var services = graph.InFrontOf(node).ToList();
        var numbers = services.Select(service => service.Name).Prepend(node.Ref.Name).Select(name => counted.Services.GetValueOrDefault(name)).FirstOrDefault(known => known is not null);
        return new NeighbourView
        {
            Workload = node.Ref,
            Direction = neighbour.Direction,
            Distance = neighbour.Distance,
            Source = neighbour.Edge.Source,
            Services = [.. services.Select(service => service.Name).Take(MostServices)],
            Replicas = node.Replicas,
            ReadyReplicas = node.ReadyReplicas,
            ErrorRatio = numbers?.ErrorRatio,
            Latency = numbers?.Latency,
            FailedCalls = neighbour.Edge.FailedShare,
            Trouble = Troubles.Of(neighbour, services, pods, time.GetUtcNow()),
            ReleasedAt = node.ReleasedAt,
        };
    }

    /// <summary>In one list where the namespace has few pods; else only of those in trouble.</summary>
    private static async Task<Dictionary<WorkloadRef, IReadOnlyList<PodView>>> PodsAsync(Neighbourhood neighbourhood, DependencyGraph graph, string ns, IReadOnlyList<Neighbour> around)
    {
        var here = around.Where(neighbour => neighbour.Node.Ref.Namespace == ns && neighbour.Node.Replicas > 0).Select(neighbour => neighbour.Node).ToList();
        var atOnce = graph.ReplicasIn(ns) <= FewPods ? here : [];
        var all = atOnce.Count > 0 ? await neighbourhood.PodsAsync(ns, "", FewPods) : [];
        var single = around.Select(neighbour => neighbour.Node).Except(atOnce).Where(node => node.ReadyReplicas < node.Replicas).Take(Most);
        var read = await Task.WhenAll(single.Select(async node => (Node: node, Pods: await neighbourhood.PodsAsync(node.Ref.Namespace, node.Selector, PodsOfOne))));
        return atOnce
            .Select(node => (Node: node, Pods: (IReadOnlyList<JsonObject>)[.. all.Where(pod => node.MatchLabels.Count > 0 && pod.Map("metadata", "labels").Meet(node.MatchLabels))]))
            .Concat(read)
            .ToDictionary(one => one.Node.Ref, one => PodReader.Read(one.Pods));
    }

    private static IEnumerable<NeighbourView> WorstFirst(IEnumerable<NeighbourView> views) => views
        .OrderByDescending(view => view.Trouble.Length > 0 || view.ErrorRatio >= Symptoms.PlainlyFailing || view.FailedCalls >= Symptoms.PlainlyFailing)
        .ThenByDescending(view => view.Direction == Direction.Dependency)
        .ThenBy(view => view.Distance)
        .ThenByDescending(view => view.FailedCalls ?? 0)
        .ThenBy(view => view.Workload.ToString(), StringComparer.Ordinal);
}
