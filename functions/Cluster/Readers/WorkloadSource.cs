using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers;

/// <summary>
/// The questions asked of the cluster about one workload, each a part that can be missing on its own. All lists are bounded by the query.
/// </summary>
internal sealed class WorkloadSource(ICluster cluster, WorkloadRef workload, PartialReading reading, CancellationToken cancellationToken)
{
    private static readonly IReadOnlyDictionary<string, string> NoAnnotations = new Dictionary<string, string>();

    private string Namespace => workload.Namespace;

    /// <summary>The workload, or null when it does not exist or may not be read; a passing failure is thrown, as nothing can be said without it.</summary>
    public async Task<JsonObject?> FindAsync()
    {
        try
        {
            return await cluster.FindAsync(workload.Target(), cancellationToken) is { } found ? StaticPod.AsWorkload(found) : null;
        }
        catch (ClusterException exception) when (!exception.IsTransient)
        {
            return await reading.ReadAsync<JsonObject?>(EvidencePart.Workload, null, () => Task.FromException<JsonObject?>(exception));
        }
    }

    public Task<IReadOnlyDictionary<string, string>> NamespaceAnnotationsAsync() => reading.ReadAsync(EvidencePart.Namespace, NoAnnotations, async () =>
        (await cluster.FindMetadataAsync(Kinds.Namespace.Ref("", Namespace), cancellationToken)).Map("metadata", "annotations"));

    public Task<IReadOnlyList<PodView>> PodsAsync(JsonObject found) => reading.ReadAsync<IReadOnlyList<PodView>>(EvidencePart.Pods, [], async () =>
        PodReader.WorstFirst(await StreamAsync(Kinds.Pod, Selectors.Of(found.At("spec", "selector"))).Where(PodReader.Counts).Select(PodReader.View).ToListAsync(cancellationToken)));

    public Task<IReadOnlyList<JsonObject>> ReleasesAsync(JsonObject found)
    {
        var kind = workload.Kind == "Deployment" ? Kinds.ReplicaSet : Kinds.ControllerRevision;
        return reading.ReadAsync<IReadOnlyList<JsonObject>>(EvidencePart.Releases, [], async () =>
            await StreamAsync(kind, Selectors.Of(found.At("spec", "selector"))).Where(release => ReleaseReader.OwnedBy(release, found.Uid())).ToListAsync(cancellationToken));
    }

    /// <summary>The Services that select the workload's pods, and the names of all in its namespace.</summary>
    public Task<WorkloadServices> ServicesAsync(JsonObject found) => reading.ReadAsync(EvidencePart.Services, new WorkloadServices([], new ServiceCatalogue(Namespace, [])), async () =>
    {
        var labels = found.Map("spec", "template", "metadata", "labels");
        var (all, behind) = (new List<NamedService>(), new List<JsonObject>());
        await foreach (var service in StreamAsync(Kinds.Service))
        {
            all.Add(NamedService.Of(service));
            if (ServiceReader.Selects(service, labels))
            {
                behind.Add(service);
            }
        }

        var selecting = ServiceReader.InOrder(behind);
        var names = string.Join(',', selecting.Select(service => service.Name()));
        IReadOnlyList<JsonObject> slices = selecting.Count == 0 ? []
            : await ListAsync(EvidencePart.Services, Kinds.EndpointSlice, new ListQuery(Namespace, $"{ServiceReader.ServiceLabel} in ({names})"));
        return new WorkloadServices([.. selecting.Select(service => ServiceReader.View(service, slices))], new ServiceCatalogue(Namespace, all));
    });

    /// <summary>The containers with what is known of each address.</summary>
    public Task<IReadOnlyList<ContainerView>> ResolvedAsync(IReadOnlyList<ContainerView> containers, ServiceCatalogue known) =>
        reading.ReadAsync(EvidencePart.Services, containers, () => new AddressBook(known, ServiceAsync).ResolveAsync(containers));

    public Task<IReadOnlyList<JsonObject>> WarningsAsync() => reading.ReadAsync<IReadOnlyList<JsonObject>>(EvidencePart.Events, [], async () =>
        await ListAsync(EvidencePart.Events, Kinds.Event, new ListQuery(Namespace, FieldSelector: "type=Warning")));

    /// <summary>Events of every type about the workload itself.</summary>
    public Task<IReadOnlyList<JsonObject>> OwnEventsAsync() => reading.ReadAsync<IReadOnlyList<JsonObject>>(EvidencePart.Events, [], async () =>
        await ListAsync(EvidencePart.Events, Kinds.Event, new ListQuery(Namespace, FieldSelector: $"involvedObject.name={workload.Name}")));

    public Task<Autoscaler?> AutoscalerAsync() => reading.ReadAsync<Autoscaler?>(EvidencePart.Autoscaler, null, async () =>
        Autoscaler.First(await ScalersAsync(Kinds.HorizontalPodAutoscaler)) ?? Autoscaler.First(await ScaledObjectsAsync()));

    /// <summary>The end of a container's log; empty when there is none.</summary>
    public Task<string> LogAsync(PodLogQuery query) => reading.ReadAsync(EvidencePart.Logs, "", async () =>
        await cluster.LogTailAsync(query with { Namespace = Namespace }, cancellationToken) ?? "");

    /// <summary>Bytes of memory that the largest of the nodes can give to pods; null when none could be read.</summary>
    public Task<long?> NodeMemoryAsync(IEnumerable<string> nodes) => reading.ReadAsync<long?>(EvidencePart.Nodes, null, async () =>
    {
        var found = await Task.WhenAll(nodes.Select(node => cluster.FindAsync(Kinds.Node.Ref("", node), cancellationToken)));
        return found.Max(node => MemoryQuantity.Parse(node.NumberOrText("status", "allocatable", "memory")));
    });

    private async Task<NamedService?> ServiceAsync(string ns, string name) =>
        await cluster.FindAsync(Kinds.Service.Ref(ns, name), cancellationToken) is { } service ? NamedService.Of(service) : null;

    private IAsyncEnumerable<JsonObject> StreamAsync(ResourceKind kind, string labelSelector = "") =>
        cluster.StreamAsync(kind, new ListQuery(Namespace, labelSelector), cancellationToken);

    private async Task<IReadOnlyList<JsonObject>> ListAsync(string part, ResourceKind kind, ListQuery query)
    {
        var list = await cluster.ListAsync(kind, query, cancellationToken);
        if (list.IsCut)
        {
            reading.Cut(part, $"there are more than the {list.Count} {kind.Plural} that were read");
        }

        return list;
    }

    private async Task<IReadOnlyList<JsonObject>> ScalersAsync(ResourceKind kind) =>
        await StreamAsync(kind).Where(scaler => Autoscaler.Scales(scaler, workload)).ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<JsonObject>> ScaledObjectsAsync()
    {
        try
        {
            return await ScalersAsync(Kinds.ScaledObject);
        }
        catch (ClusterException exception) when (exception.IsNotFound)
        {
            // The cluster does not know the kind: KEDA is not installed.
            return [];
        }
    }
}

/// <summary>Services in front of a workload, and the names of all Services of its namespace.</summary>
internal sealed record WorkloadServices(IReadOnlyList<ServiceView> InFront, ServiceCatalogue Known);
