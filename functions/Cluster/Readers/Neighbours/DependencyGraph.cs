using System.Collections.Frozen;
using Autocura.Diagnosis.Neighbours;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers.Neighbours;

/// <summary>
/// Who calls whom among workloads, from what their templates and annotations say and from calls that were counted. Names are followed as the cluster does: host to
/// Service, Service to pods, pods to workload.
/// </summary>
internal sealed class DependencyGraph
{
    private const int MostBehindOneName = 5;
    private const int MostAliases = 3;

    private readonly FrozenDictionary<WorkloadRef, WorkloadNode> nodes;
    private readonly FrozenDictionary<string, ServiceCatalogue> services;
    private readonly ILookup<string, WorkloadNode> byNamespace;
    private readonly Dictionary<WorkloadRef, Dictionary<WorkloadRef, Edge>> calls = [];
    private readonly Dictionary<WorkloadRef, HashSet<WorkloadRef>> callers = [];
    private readonly Dictionary<(string Namespace, string Name), IReadOnlyList<WorkloadNode>> behind = [];

    public DependencyGraph(IEnumerable<WorkloadNode> workloads, IEnumerable<ServiceCatalogue> services)
    {
        nodes = workloads.ToFrozenDictionary(node => node.Ref);
        this.services = services.ToFrozenDictionary(catalogue => catalogue.Namespace);
        byNamespace = nodes.Values.ToLookup(node => node.Ref.Namespace);
        foreach (var node in nodes.Values)
        {
            AddDeclared(node);
            AddAddresses(node);
        }
    }

    /// <summary>Replicas of all workloads of a namespace together.</summary>
    public int ReplicasIn(string ns) => byNamespace[ns].Sum(node => node.Replicas);

    /// <summary>A call that was counted. Names are those of workloads, or of the Services in front of them; a name that nobody has is left out.</summary>
    public void AddCounted(string ns, string client, string server, double? failedShare)
    {
        foreach (var from in Named(ns, client))
        {
            foreach (var to in Named(ns, server))
            {
                Add(from, to, new Edge("metrics", failedShare));
            }
        }
    }

    /// <summary>What can be reached from a workload against and along the calls, the nearest first; of two ways to the same workload the shorter.</summary>
    public IReadOnlyList<Neighbour> Around(WorkloadRef start, int down, int up)
    {
        var dependencies = Walk(start, down, node => calls.GetValueOrDefault(node)?.Keys ?? Enumerable.Empty<WorkloadRef>());
        var dependants = Walk(start, up, node => callers.GetValueOrDefault(node) ?? Enumerable.Empty<WorkloadRef>());
        return
        [
            .. dependencies.Select(step => new Neighbour(nodes[step.To], Direction.Dependency, step.Distance, calls[step.From][step.To])),
            .. dependants.Where(step => !dependencies.Exists(other => other.To == step.To)).Select(step => new Neighbour(nodes[step.To], Direction.Dependant, step.Distance, calls[step.To][step.From])),
        ];
    }

    /// <summary>Services by which a workload is known in its namespace.</summary>
    public IEnumerable<NamedService> InFrontOf(WorkloadNode node) =>
        services.GetValueOrDefault(node.Ref.Namespace)?.All.Where(service => service.Selects(node.PodLabels)) ?? [];

    private static List<(WorkloadRef From, WorkloadRef To, int Distance)> Walk(WorkloadRef start, int most, Func<WorkloadRef, IEnumerable<WorkloadRef>> next)
    {
        var seen = new HashSet<WorkloadRef> { start };
        var found = new List<(WorkloadRef From, WorkloadRef To, int Distance)>();
        var edge = new List<WorkloadRef> { start };
        for (var distance = 1; distance <= most && edge.Count > 0; distance++)
        {
            var steps = edge.SelectMany(from => next(from).OrderBy(to => to.ToString(), StringComparer.Ordinal).Select(to => (From: from, To: to))).Where(step => seen.Add(step.To)).ToList();
            found.AddRange(steps.Select(step => (step.From, step.To, distance)));
            edge = [.. steps.Select(step => step.To)];
        }

        return found;
    }

    private void AddDeclared(WorkloadNode node)
    {
        foreach (var name in node.Declared)
        {
            var (ns, own) = name.Split('/') is [var space, var other] ? (space, other) : (node.Ref.Namespace, name);
            foreach (var to in Named(ns, own))
            {
                Add(node, to, new Edge("annotation", null));
            }
        }
    }

    private void AddAddresses(WorkloadNode node)
    {
        foreach (var address in node.Addresses)
        {
            foreach (var to in Behind(address.Host, node.Ref.Namespace, MostAliases))
            {
                Add(node, to, new Edge(address.Variable, null) { IsByAddress = true });
            }
        }
    }

    private IEnumerable<WorkloadNode> Named(string ns, string name)
    {
        var own = byNamespace[ns].Where(node => node.Ref.Name == name).ToList();
        return own.Count > 0 ? own : Behind(name, ns, MostAliases);
    }

    private IEnumerable<WorkloadNode> Behind(string host, string ns, int aliases)
    {
        // "queue-0.queue": one pod of a headless Service here.
        var place = host.Split('.') is [_, var headless] && services.GetValueOrDefault(ns)?.Find(headless) is not null ? (Namespace: ns, Name: headless) : AddressBook.Place(host, ns);
        if (place is not { } known)
        {
            return [];
        }

        return services.GetValueOrDefault(known.Namespace)?.Find(known.Name) is { ExternalName.Length: > 0 } alias
            ? aliases > 0 ? Behind(alias.ExternalName, known.Namespace, aliases - 1) : []
            : Behind(known.Namespace, known.Name);
    }

    // A Service that is gone, or selects nobody, leaves the workload of its name, which callers miss.
    private IReadOnlyList<WorkloadNode> Behind(string ns, string name)
    {
        if (!behind.TryGetValue((ns, name), out var found))
        {
            var service = services.GetValueOrDefault(ns)?.Find(name);
            var selected = service is null ? [] : byNamespace[ns].Where(node => service.Selects(node.PodLabels)).Take(MostBehindOneName).ToList();
            behind[(ns, name)] = found = selected.Count > 0 ? selected : [.. byNamespace[ns].Where(node => node.Ref.Name == name)];
        }

        return found;
    }

    // What was counted knows more than what was written down.
    private void Add(WorkloadNode from, WorkloadNode to, Edge edge)
    {
        if (from.Ref == to.Ref)
        {
            return;
        }

        var called = calls.TryGetValue(from.Ref, out var known) ? known : calls[from.Ref] = [];
        called[to.Ref] = called.TryGetValue(to.Ref, out var before) ? before with { FailedShare = edge.FailedShare ?? before.FailedShare } : edge;
        var calling = callers.TryGetValue(to.Ref, out var others) ? others : callers[to.Ref] = [];
        calling.Add(from.Ref);
    }
}

/// <summary>One call: what told of it, and which share of it fails where that was counted.</summary>
internal sealed record Edge(string Source, double? FailedShare)
{
    /// <summary>True when the caller knows the other by the name of a Service.</summary>
    public bool IsByAddress { get; init; }
}

/// <summary>A workload that was reached, and the last call on the way to it.</summary>
internal sealed record Neighbour(WorkloadNode Node, Direction Direction, int Distance, Edge Edge);
