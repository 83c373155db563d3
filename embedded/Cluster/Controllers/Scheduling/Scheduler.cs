using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Stages;

namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>Binds pods to nodes: those that fit, then the one with fewest pods of the same owner, then the least loaded. A pod that fits nowhere is told why.</summary>
internal sealed class Scheduler(ClusterClient client) : IController
{
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(5);

    public string Name => "default-scheduler";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: "", Plural: "pods" } when change.Kind == ChangeKind.Deleted => Waiting(),
        { Group: "", Plural: "pods" } => IsWaiting(change.Current) ? [change.Key] : Freed(change),
        { Group: "", Plural: "nodes" or "persistentvolumeclaims" } => Waiting(),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } pod || !IsWaiting(pod))
        {
            return null;
        }

        if (MissingVolume(pod) is { } missing)
        {
            return Refuse(key, pod, missing);
        }

        var nodes = client.List("", "nodes");
        var bound = client.List("", "pods").Where(other => other.Text("spec", "nodeName") is not null && other.Text("status", "phase") is not ("Succeeded" or "Failed"))
            .ToLookup(other => other.Text("spec", "nodeName")!);
        var obstacles = nodes.ToDictionary(node => node.Name(), node => NodeFit.Obstacles(pod, node, Used(bound[node.Name()])));
        var best = nodes.Where(node => obstacles[node.Name()].Count == 0)
            .OrderBy(node => bound[node.Name()].Count(other => SameOwner(other, pod)))
            .ThenBy(node => Load(node, Used(bound[node.Name()])))
            .ThenBy(node => node.Name(), StringComparer.Ordinal)
            .FirstOrDefault();
        if (best is null)
        {
            return Refuse(key, pod, Explain(nodes.Count, obstacles.Values));
        }

        Bind(key, best.Name());
        return null;
    }

    private static bool IsWaiting(JsonNode pod) =>
        pod.Text("spec", "nodeName") is null && !pod.IsDeleting() && (pod.Text("spec", "schedulerName") ?? "default-scheduler") == "default-scheduler";

    private IEnumerable<ObjectKey> Waiting() => client.List("", "pods").Where(IsWaiting).Select(pod => ObjectKey.Core("pods", pod.Namespace(), pod.Name()));

    /// <summary>A pod that has just finished leaves room for those that wait.</summary>
    private IEnumerable<ObjectKey> Freed(ObjectChange change) =>
        change.Current.Text("status", "phase") is "Succeeded" or "Failed" && change.Previous.Text("status", "phase") != change.Current.Text("status", "phase") ? Waiting() : [];

    private static Demand Used(IEnumerable<JsonObject> pods) => pods.Select(Demand.Of).Aggregate(new Demand(0, 0, 0), (sum, next) => sum + next);

    private static double Load(JsonNode node, Demand used)
    {
        var offered = Demand.Allocatable(node);
        return (used.Cpu / Math.Max(0.001, offered.Cpu)) + (used.Memory / Math.Max(1, offered.Memory));
    }

    private static bool SameOwner(JsonNode left, JsonNode right) =>
        left.ControllerReference().Text("uid") is { } owner && owner == right.ControllerReference().Text("uid");

    private static string Explain(int nodes, IEnumerable<IReadOnlyList<string>> obstacles)
    {
        if (nodes == 0)
        {
            return "no nodes available to schedule pods";
        }

        var reasons = obstacles.SelectMany(reasons => reasons).GroupBy(reason => reason)
            .Select(group => $"{group.Count()} {group.Key}")
            .Order(StringComparer.Ordinal);
        return $"0/{nodes} nodes are available: {string.Join(", ", reasons)}. preemption: 0/{nodes} nodes are available: {nodes} Preemption is not helpful for scheduling.";
    }

    private string? MissingVolume(JsonObject pod)
    {
        foreach (var claim in pod.Objects("spec", "volumes").Select(volume => volume.Text("persistentVolumeClaim", "claimName")).OfType<string>())
        {
            var found = client.Find(ObjectKey.Core("persistentvolumeclaims", pod.Namespace(), claim));
            if (found is null)
            {
                return $"0/{client.List("", "nodes").Count} nodes are available: persistentvolumeclaim \"{claim}\" not found. preemption: not eligible due to no nodes being resolvable.";
            }

            if (found.Text("status", "phase") != "Bound")
            {
                return $"0/{client.List("", "nodes").Count} nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: not eligible due to no nodes being resolvable.";
            }
        }

        return null;
    }

    private DateTimeOffset Refuse(ObjectKey key, JsonObject pod, string message)
    {
        var before = pod.Condition("PodScheduled").Text("message");
        client.UpdateStatus(key, status => PodSummary.Set(status, new Condition("PodScheduled", false, "Unschedulable", message), client.Now));
        if (before != message)
        {
            client.Warn(pod, "FailedScheduling", message);
        }

        return client.Now + Retry;
    }

    private void Bind(ObjectKey key, string node)
    {
        var bound = client.Update(key, pod =>
        {
            pod["spec"]!["nodeName"] = node;
            PodSummary.Set(pod.Ensure("status"), new Condition("PodScheduled", true), client.Now);
        });
        client.Record(bound!, "Scheduled", $"Successfully assigned {key.Namespace}/{key.Name} to {node}");
    }
}
