using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers.Neighbours;

/// <summary>Lists workloads and Services of a namespace once, and of the few other namespaces that they call.</summary>
internal sealed class Neighbourhood(ICluster cluster, PartialReading reading, CancellationToken cancellationToken)
{
    private const int MostOthers = 3;

    private static readonly ResourceKind[] WorkloadKinds = [Kinds.Deployment, Kinds.StatefulSet, Kinds.DaemonSet];

    public async Task<DependencyGraph> ReadAsync(string ns)
    {
        var (workloads, services) = await NamespaceAsync(ns);
        var others = await Task.WhenAll(Others(ns, workloads, services).Select(NamespaceAsync));
        return new DependencyGraph(workloads.Concat(others.SelectMany(other => other.Workloads)), others.Select(other => other.Services).Prepend(services));
    }

    /// <summary>Pods of a namespace that a query selects, at most so many.</summary>
    public Task<IReadOnlyList<JsonObject>> PodsAsync(string ns, string selector, int most) => reading.ReadAsync<IReadOnlyList<JsonObject>>(EvidencePart.Neighbours, [], async () =>
        await cluster.ListAsync(Kinds.Pod, new ListQuery(ns, selector, Limit: most), cancellationToken));

    private async Task<(IReadOnlyList<WorkloadNode> Workloads, ServiceCatalogue Services)> NamespaceAsync(string ns)
    {
        var query = new ListQuery(ns);
        var services = ListAsync(Kinds.Service, query, NamedService.Of);
        var workloads = await Task.WhenAll(WorkloadKinds.Select(kind => ListAsync(kind, query, workload => WorkloadNode.Of(workload, cluster.Name))));
        return ([.. workloads.SelectMany(list => list)], new ServiceCatalogue(ns, await services));
    }

    private Task<IReadOnlyList<T>> ListAsync<T>(ResourceKind kind, ListQuery query, Func<JsonObject, T> slim) => reading.ReadAsync<IReadOnlyList<T>>(EvidencePart.Neighbours, [], async () =>
        await cluster.StreamAsync(kind, query, cancellationToken).Select(slim).ToListAsync(cancellationToken));

    // A name of two parts may as well lie outside of the cluster: only what can be nothing else is followed.
    private static IEnumerable<string> Others(string ns, IReadOnlyList<WorkloadNode> workloads, ServiceCatalogue services) => workloads
        .SelectMany(node => node.Addresses.Select(address => address.Host))
        .Concat(services.All.Select(service => service.ExternalName))
        .Where(AddressText.IsClusterName)
        .Select(host => AddressBook.Place(host, ns)?.Namespace)
        .Concat(workloads.SelectMany(node => node.Declared).Select(name => name.Split('/') is [var space, _] ? space : null))
        .OfType<string>()
        .Where(other => other != ns)
        .CountBy(other => other)
        .OrderByDescending(other => other.Value).ThenBy(other => other.Key, StringComparer.Ordinal)
        .Take(MostOthers)
        .Select(other => other.Key);
}
