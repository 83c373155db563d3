using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Signals;
using Autocura.Signals.Looks;

namespace Autocura.Cluster.Sweep;

/// <summary>
/// Makes the scene of one namespace out of what the lists hand out of it, and asks for the rest where a quick look found that something is wrong there.
/// </summary>
internal sealed class SceneReader(ICluster cluster, SweepOptions options, SweepCounter counter, SweepGaps gaps)
{
    /// <summary>Namespaces that a quick look asks about closely; beyond that the next full look is cheaper.</summary>
    private const int MostCloseLooks = 20;

    private int closeLooks;

    /// <summary>The scene without what is remembered between looks.</summary>
    public async Task<SweepScene> ReadAsync(string ns, SweepLook look, bool isWatched, CancellationToken cancellationToken)
    {
        var found = new SceneObjects(look.Now, options);
        foreach (var walk in look.Walks)
        {
            await foreach (var item in walk.TakeAsync(ns, cancellationToken))
            {
                found.Add(item);
            }
        }

        var seen = look.Parts;
        if (!look.IsFull && (isWatched || found.AsksForMore) && closeLooks < MostCloseLooks)
        {
            closeLooks++;
            found.ForgetPods();
            seen |= await ReadCloselyAsync(ns, found, cancellationToken);
        }

        return found.ToScene(ns, seen, look.Nodes);
    }

    private async Task<SceneParts> ReadCloselyAsync(string ns, SceneObjects found, CancellationToken cancellationToken)
    {
        var seen = SweepLists.Surroundings.Aggregate(SceneParts.None, (parts, list) => parts | list.Part);
        foreach (var list in SweepLists.Surroundings)
        {
            if (!await gaps.TryAsync(list, async () => await AddAllAsync(list, ns, found, cancellationToken)))
            {
                seen &= ~list.Part;
            }
        }

        return seen;
    }

    private async Task AddAllAsync(SweepList list, string ns, SceneObjects found, CancellationToken cancellationToken)
    {
        var walk = new KindWalk(cluster, list.Kind, list.Query(ns), counter);
        await walk.BeginAsync("", "", cancellationToken);
        await foreach (var item in walk.TakeAsync(ns, cancellationToken))
        {
            found.Add(item);
        }
    }
}

/// <summary>The objects of one namespace as they come in, each taken down to what a scene keeps.</summary>
internal sealed class SceneObjects(DateTimeOffset now, SweepOptions options)
{
    private readonly List<WorkloadLook> workloads = [];
    private readonly List<PodLook> pods = [];
    private readonly List<JsonObject> services = [];
    private readonly List<JsonObject> slices = [];
    private readonly List<ClaimLook> claims = [];
    private readonly List<AutoscalerLook> autoscalers = [];
    private readonly List<JobLook> jobs = [];
    private readonly List<CreationRefusal> refusals = [];

    /// <summary>Whether workloads lack pods, or pods do not run: worth asking for everything.</summary>
    public bool AsksForMore => pods.Count > 0 || workloads.Exists(workload => workload.LacksPods);

    public void ForgetPods() => pods.Clear();

    public void Add(JsonObject item)
    {
        switch (item.Text("kind"))
        {
            case "Deployment" or "StatefulSet" or "DaemonSet": workloads.Add(WorkloadLooks.Read(item, now, options.RestartWindow)); break;
            case "Pod": Keep(pods, PodLooks.Read(item, now - options.RestartWindow)); break;
            case "Service": services.Add(Bare(item)); break;
            case "EndpointSlice": slices.Add(item); break;
            case "PersistentVolumeClaim": Keep(claims, SurroundingLooks.Claim(item)); break;
            case "HorizontalPodAutoscaler" or "ScaledObject": autoscalers.Add(SurroundingLooks.Autoscaler(item)); break;
            case "Job": Keep(jobs, SurroundingLooks.Job(item)); break;
            default: refusals.Add(SurroundingLooks.Refusal(item)); break;
        }
    }

    public SweepScene ToScene(string ns, SceneParts seen, IReadOnlyDictionary<string, NodeLook> nodes) => new()
    {
        Namespace = ns,
        Now = now,
        Terms = options,
        Seen = seen,
        Workloads = workloads,
        Pods = pods,
        Services = SurroundingLooks.Services(services, slices),
        Claims = claims,
        Autoscalers = autoscalers,
        Jobs = jobs,
        Refusals = refusals,
        Nodes = nodes,
    };

    private static void Keep<T>(List<T> kept, T? look)
        where T : class
    {
        if (look is not null) kept.Add(look);
    }

    private static JsonObject Bare(JsonObject item)
    {
        (item["metadata"] as JsonObject)?.Remove("managedFields");
        return item;
    }
}
