using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Stages;

namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>
/// Binds pods to nodes, the most important pod first: of the nodes that fit, the one that ranks best. A pod that fits nowhere is told why, and may send less
/// important pods away. What it knows of who is where it keeps by following changes; it is all in the store and read again at the start.
/// </summary>
internal sealed class Scheduler(ClusterClient client) : IController, INamespaceLabels
{
    private const string SchedulerName = "default-scheduler";
    private const int MostPodsOfTurn = 100;
    private const int MostKnownRefusals = 1_000;
    private static readonly ObjectKey Turn = new("scheduling.autocura.io", "queues", null, SchedulerName);
    private readonly Placements placements = new();
    private readonly SchedulingQueue queue = new();
    private readonly Dictionary<string, (long Version, string Message)> refusals = [];

    public string Name => SchedulerName;

    public IEnumerable<ObjectKey> Concerned(ObjectChange change)
    {
        switch (change.Key)
        {
            case { Group: "", Plural: "nodes" }:
                Wake(placements.Take(change));
                break;
            case { Group: "", Plural: "pods" }:
                Wake(placements.Take(change));
                Follow(change);
                break;
            case { Group: "", Plural: "persistentvolumeclaims" }:
                queue.Wake(pod => pod.HasClaims, client.Now);
                break;
            case { Group: "", Plural: "namespaces" }:
                queue.Wake(pod => pod.LooksAtPods, client.Now);
                break;
            default:
                return [];
        }

        return queue.NextDue(client.Now) is null ? [] : [Turn];
    }

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        for (var i = 0; i < MostPodsOfTurn && queue.Take(client.Now) is { } waiting; i++)
        {
            if (client.Find(waiting.Key) is { } pod && IsWaiting(pod))
            {
                Schedule(waiting, pod);
            }
            else
            {
                queue.Remove(waiting.Key);
            }
        }

        return queue.NextDue(client.Now);
    }

    IReadOnlyDictionary<string, string> INamespaceLabels.Of(string? ns) =>
        client.Find(ObjectKey.Core("namespaces", null, ns ?? ""))?.Labels() ?? new Dictionary<string, string>();

    private static bool IsWaiting(JsonNode pod) =>
        pod.Text("spec", "nodeName") is null && !pod.IsDeleting() && pod.Text("status", "phase") is not ("Succeeded" or "Failed")
        && (pod.Text("spec", "schedulerName") ?? SchedulerName) == SchedulerName;

    private void Follow(ObjectChange change)
    {
        if (change.Kind == ChangeKind.Deleted || !IsWaiting(change.Current))
        {
            queue.Remove(change.Key);
        }
        else if (!queue.Contains(change.Key) || IsAnother(change))
        {
            queue.Add(WaitingPod.From(change.Current, change.Key, client.Now));
        }
    }

    private static bool IsAnother(ObjectChange change) => change.Previous is not { } before
        || !JsonNode.DeepEquals(before["spec"], change.Current["spec"])
        || !JsonNode.DeepEquals(before.At("metadata", "labels"), change.Current.At("metadata", "labels"));

    private void Wake(Opening opening)
    {
        if (opening != Opening.None)
        {
            queue.Wake(pod => opening == Opening.ForAll || pod.LooksAtPods, client.Now);
        }
    }

    private void Schedule(WaitingPod waiting, JsonObject pod)
    {
        if (pod.Objects("spec", "schedulingGates").Any())
        {
            Tell(waiting, pod, new Condition("PodScheduled", false, "SchedulingGated", "Scheduling is blocked due to non-empty scheduling gates"));
            return;
        }

        if (KnownRefusal(waiting, pod) is { } known)
        {
            Refuse(waiting, pod, known);
            return;
        }

        var claims = new ClaimCheck(client, pod);
        if (claims.Refusal() is { } unbound)
        {
            var nodes = placements.Nodes.Count;
            Refuse(waiting, pod, $"0/{nodes} nodes are available: {unbound}. preemption: {Refusal.Text(nodes, Enumerable.Repeat("Preemption is not helpful for scheduling", nodes))}");
            return;
        }

        var fitting = new Fitting(new PodNeeds(pod), placements, this);
        var judged = placements.Nodes.Select(node => (Node: node, Obstacle: fitting.Find(node))).ToList();
        List<NodeState> fit = [.. judged.Where(node => node.Obstacle is null).Select(node => node.Node)];
        if (fit.Count > 0)
        {
            var nominated = fit.Find(node => node.Name == pod.Text("status", "nominatedNodeName"));
            var chosen = (nominated ?? new Ranking(fitting.Needs, placements, this).Best(fit)).Name;
            claims.Select(chosen);
            Bind(waiting.Key, chosen);
        }
        else
        {
            FindRoom(waiting, pod, fitting, [.. judged.Select(node => (node.Node, node.Obstacle!))]);
        }
    }

    /// <summary>Pods of one ReplicaSet are alike: while nothing has changed, what refused one refuses them all.</summary>
    private string? KnownRefusal(WaitingPod waiting, JsonObject pod) =>
        !waiting.HasClaims && Kin(pod) is { } kin && refusals.TryGetValue(kin, out var known) && known.Version == placements.Version ? known.Message : null;

    private static string? Kin(JsonObject pod) => pod.ControllerReference() is { } owner && owner.Text("kind") == "ReplicaSet" ? owner.Text("uid") : null;

    private void FindRoom(WaitingPod waiting, JsonObject pod, Fitting fitting, List<(NodeState Node, Obstacle Obstacle)> obstacles)
    {
        if (obstacles.Count == 0)
        {
            Refuse(waiting, pod, "no nodes available to schedule pods");
            return;
        }

        var message = Refusal.Text(obstacles.Count, obstacles.SelectMany(node => node.Obstacle.Reasons));
        var outcome = new Preemption(client, fitting).Find(pod, obstacles);
        if (outcome.Found is { } sacrifice)
        {
            new PreemptionExecution(client, placements).Carry(pod, sacrifice);
            Refuse(waiting, client.Find(waiting.Key)!, message);
            return;
        }

        message = $"{message} preemption: {outcome.Message}";
        if (Kin(pod) is { } kin)
        {
            if (refusals.Count >= MostKnownRefusals)
            {
                refusals.Clear();
            }

            refusals[kin] = (placements.Version, message);
        }

        Refuse(waiting, pod, message);
    }

    private void Refuse(WaitingPod waiting, JsonObject pod, string message) => Tell(waiting, pod, new Condition("PodScheduled", false, "Unschedulable", message));

    private void Tell(WaitingPod waiting, JsonObject pod, Condition condition)
    {
        queue.Defer(waiting, client.Now);
        if (pod.Condition("PodScheduled").Text("message") == condition.Message)
        {
            return;
        }

        client.UpdateStatus(waiting.Key, status => PodSummary.Set(status, condition, client.Now));
        if (condition.Reason == "Unschedulable")
        {
            client.Warn(pod, "FailedScheduling", condition.Message!);
        }
    }

    private void Bind(ObjectKey key, string node)
    {
        var bound = client.Update(key, pod =>
        {
            pod["spec"]!["nodeName"] = node;
            pod.Ensure("status").Remove("nominatedNodeName");
            PodSummary.Set(pod.Ensure("status"), new Condition("PodScheduled", true), client.Now);
        });
        placements.Place(bound!);
        queue.Remove(key);
        client.Record(bound!, "Scheduled", $"Successfully assigned {key.Namespace}/{key.Name} to {node}");
    }
}
