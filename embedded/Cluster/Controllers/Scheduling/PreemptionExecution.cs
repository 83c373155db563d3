using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Stages;

namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>Sends the victims of a preemption away, in their grace, and keeps the node for the pod that comes.</summary>
internal sealed class PreemptionExecution(ClusterClient client, Placements placements)
{
    public void Carry(JsonObject pod, Sacrifice sacrifice)
    {
        foreach (var victim in sacrifice.Victims.Where(victim => !victim.IsDeleting))
        {
            SendAway(victim, pod);
        }

        // Less important pods that were to come here will have to look again.
        foreach (var other in placements.NominatedBelow(sacrifice.Node.Name, pod.Count("spec", "priority")))
        {
            Place(client.UpdateStatus(other.Key, status => status.Remove("nominatedNodeName")));
        }

        Place(client.UpdateStatus(ObjectKey.Core("pods", pod.Namespace(), pod.Name()), status => status["nominatedNodeName"] = sacrifice.Node.Name));
    }

    private void SendAway(PlacedPod victim, JsonObject pod)
    {
        var told = new Condition("DisruptionTarget", true, "PreemptionByScheduler", $"{pod.Text("spec", "schedulerName") ?? "default-scheduler"}: preempting to accommodate a higher priority pod") { IsTrouble = true };
        var marked = client.UpdateStatus(victim.Key, status => PodSummary.Set(status, told, client.Now));
        if (marked is null)
        {
            return;
        }

        client.Delete(victim.Key);
        client.Record(marked, "Preempted", $"Preempted by pod {pod.Uid()} on node {victim.Node}");
        if (client.Find(victim.Key) is { } leaving)
        {
            Place(leaving);
        }
    }

    private void Place(JsonObject? pod)
    {
        if (pod is not null)
        {
            placements.Place(pod);
        }
    }
}
