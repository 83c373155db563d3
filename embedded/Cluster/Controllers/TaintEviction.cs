using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers.Scheduling;
using Autocura.Embedded.Cluster.Stages;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>Sends pods away from nodes with a NoExecute taint that they do not tolerate, or not for so long. A node that is silent is the business of its life cycle.</summary>
internal sealed class TaintEviction(ClusterClient client) : IController
{
    private const string Effect = "NoExecute";

    public string Name => "taint-eviction-controller";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: "", Plural: "nodes" } when !JsonNode.DeepEquals(change.Previous.At("spec", "taints"), change.Current.At("spec", "taints")) => [change.Key],
        { Group: "", Plural: "pods" } when change.Current.Text("spec", "nodeName") is { } node && change.Previous.Text("spec", "nodeName") is null => [ObjectKey.Core("nodes", null, node)],
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        var taints = client.Find(key).Objects("spec", "taints").Where(taint => taint.Text("effect") == Effect).ToList();
        DateTimeOffset? next = null;
        foreach (var pod in taints.Count == 0 ? [] : client.PodsOn(key.Name).Where(pod => !pod.IsDeleting()))
        {
            var due = Due(pod, taints);
            if (due <= client.Now)
            {
                Evict(pod);
            }
            else if (next is null || due < next)
            {
                next = due ?? next;
            }
        }

        return next;
    }

    /// <summary>When the pod has to go: at the end of the shortest toleration; null when it may stay.</summary>
    private DateTimeOffset? Due(JsonObject pod, List<JsonObject> taints)
    {
        DateTimeOffset? due = null;
        var tolerations = pod.Objects("spec", "tolerations").ToList();
        foreach (var taint in taints)
        {
            var since = taint.Time("timeAdded") ?? client.Now;
            var read = new Taint(taint.Text("key") ?? "", taint.Text("value") ?? "", Effect);
            var matching = tolerations.Where(toleration => Toleration.Read(toleration).Tolerates(read)).ToList();
            var until = matching.Count == 0 ? client.Now
                : matching.Select(toleration => toleration.Number("tolerationSeconds")).Min() is { } seconds ? since.AddSeconds(Math.Max(0, seconds))
                : (DateTimeOffset?)null;
            due = due is null || until < due ? until ?? due : due;
        }

        return due;
    }

    private void Evict(JsonObject pod)
    {
        var key = ObjectKey.Core("pods", pod.Namespace(), pod.Name());
        var told = new Condition("DisruptionTarget", true, "DeletionByTaintManager", "Taint manager: deleting due to NoExecute taint") { IsTrouble = true };
        client.UpdateStatus(key, status => PodSummary.Set(status, told, client.Now));
        client.Delete(key);
        client.Record(pod, "TaintManagerEviction", $"Marking for deletion Pod {pod.Namespace()}/{pod.Name()}");
    }
}
