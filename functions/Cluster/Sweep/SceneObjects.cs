using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Signals;
using Autocura.Signals.Looks;

namespace Autocura.Cluster.Sweep;

/// <summary>The objects of one namespace as they come in, each taken down at once to what a scene keeps of it, so that no page stays in memory for its sake.</summary>
internal sealed class SceneObjects(DateTimeOffset now, SweepOptions options)
{
    /// <summary>Pods in trouble that are handed from a run to the next one: more than there can be conditions of.</summary>
    private const int MostHandedOn = 400;

    private readonly List<WorkloadLook> workloads = [];
    private readonly List<PodLook> pods = [];
    private readonly Dictionary<string, int> podsOf = [];
    private readonly List<ServiceLook> services = [];
    private readonly Dictionary<string, int> readyBehind = [];
    private readonly List<ClaimLook> claims = [];
    private readonly List<AutoscalerLook> autoscalers = [];
    private readonly List<JobLook> jobs = [];
    private readonly List<CreationRefusal> refusals = [];
    private readonly List<OwnerLook> owners = [];

    /// <summary>Whether workloads lack pods, or pods do not run: worth asking for everything.</summary>
    public bool AsksForMore => pods.Count > 0 || LacksPods;

    public bool LacksPods => workloads.Exists(workload => workload.LacksPods);

    /// <summary>Whether a pod in trouble waits for a volume, or may.</summary>
    public bool HasClaims => pods.Exists(pod => pod is { IsReady: false, Claims.Count: > 0 });

    public void ForgetPods()
    {
        pods.Clear();
        podsOf.Clear();
    }

    /// <summary>Goes on with what an earlier run saw.</summary>
    public void Add(SweepPlace? begun)
    {
        foreach (var pod in begun?.Pods ?? [])
        {
            Keep(pod);
        }
    }

    public void Add(JsonObject item)
    {
        switch (item.Text("kind"))
        {
            case "Deployment" or "StatefulSet" or "DaemonSet": workloads.Add(WorkloadLooks.Read(item, now, options.RestartWindow)); break;
            case "Pod": Keep(PodLooks.Read(item, now - options.RestartWindow)); break;
            case "Service": Keep(services, SurroundingLooks.Service(item)); break;
            case "EndpointSlice": Count(SurroundingLooks.Endpoints(item)); break;
            case "PersistentVolumeClaim": Keep(claims, SurroundingLooks.Claim(item)); break;
            case "HorizontalPodAutoscaler" or "ScaledObject": autoscalers.Add(SurroundingLooks.Autoscaler(item)); break;
            case "Job": Keep(jobs, SurroundingLooks.Job(item)); break;
            case "TidbCluster": owners.Add(SurroundingLooks.Owner(item)); break;
            default: refusals.Add(SurroundingLooks.Refusal(item)); break;
        }
    }

    /// <summary>Pods in trouble, of every workload some before there are more of any.</summary>
    public IReadOnlyList<PodLook> FewPods() =>
        [.. pods.GroupBy(OwnerOf).SelectMany(same => same.Select((pod, index) => (pod, index))).OrderBy(one => one.index).Take(MostHandedOn).Select(one => one.pod)];

    public SweepScene ToScene(string ns, SceneParts seen, IReadOnlyDictionary<string, NodeLook> nodes) => new()
    {
        Namespace = ns,
        Now = now,
        Terms = options,
        Seen = seen,
        Workloads = workloads,
        Pods = pods,
        Services = [.. services.Select(service => service with { ReadyEndpoints = readyBehind.GetValueOrDefault(service.Name) })],
        Claims = claims,
        Autoscalers = autoscalers,
        Jobs = jobs,
        Refusals = refusals,
        Owners = owners,
        Nodes = nodes,
    };

    private static string OwnerOf(PodLook pod) => pod.Workload?.ToString() ?? "";

    /// <summary>A workload with thousands of bad pods is in no other trouble than one with fifty.</summary>
    private void Keep(PodLook? pod)
    {
        if (pod is null) return;
        var owner = OwnerOf(pod);
        var count = podsOf[owner] = podsOf.GetValueOrDefault(owner) + 1;
        if (count <= PodSymptoms.MostOfWorkload || owner.Length == 0) pods.Add(pod);
    }

    private void Count((string Service, int Ready) endpoints) => readyBehind[endpoints.Service] = readyBehind.GetValueOrDefault(endpoints.Service) + endpoints.Ready;

    private static void Keep<T>(List<T> kept, T? look)
        where T : class
    {
        if (look is not null) kept.Add(look);
    }
}
