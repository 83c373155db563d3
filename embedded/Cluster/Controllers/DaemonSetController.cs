using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers.Scheduling;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>Keeps one pod of a DaemonSet on each node that takes it, and replaces outdated ones as <c>maxUnavailable</c> allows.</summary>
internal sealed class DaemonSetController(ClusterClient client) : IController
{
    private static readonly string[] Tolerated =
    [
        "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable", "node.kubernetes.io/disk-pressure", "node.kubernetes.io/memory-pressure",
        "node.kubernetes.io/pid-pressure", "node.kubernetes.io/unschedulable",
    ];

    public string Name => "daemonset-controller";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: "apps", Plural: "daemonsets" } => [change.Key],
        { Group: "", Plural: "pods" } => OwnerReferences.Of(change.Current, "apps", "DaemonSet", "daemonsets"),
        { Group: "", Plural: "nodes" } when change.Previous is not { } before || NodeState.Matters(before, change.Current) =>
            client.List("apps", "daemonsets").Select(set => ObjectKey.Apps("daemonsets", set.Namespace()!, set.Name())),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } set || set.IsDeleting())
        {
            return null;
        }

        var hash = new TemplateRevisions(client, set).Current().Hash;
        var needs = new PodNeeds(NewPod(set, hash, ""));
        var wanted = client.List("", "nodes").Where(node => NodeFit.FindInNode(needs, new NodeState(node)) is null).Select(node => node.Name()).ToHashSet();
        var byNode = Pods(set).ToLookup(NodeOf);
        foreach (var node in wanted.Where(node => !byNode[node].Any()).Order(StringComparer.Ordinal))
        {
            var pod = client.Create(NewPod(set, hash, node));
            client.Record(set, "SuccessfulCreate", $"Created pod: {pod.Name()}");
        }

        foreach (var pod in byNode.Where(group => !wanted.Contains(group.Key)).SelectMany(group => group))
        {
            Delete(set, pod);
        }

        Update(set, hash, wanted.Count);
        WriteStatus(key, set, hash, wanted);
        return PodTemplates.NextAvailable(Pods(set), set.Count("spec", "minReadySeconds"), client.Now);
    }

    private void Update(JsonObject set, string hash, int wanted)
    {
        if (set.Text("spec", "updateStrategy", "type") == "OnDelete")
        {
            return;
        }

        var pods = Pods(set);
        var maxUnavailable = Math.Max(1, IntOrPercent.Resolve(set.At("spec", "updateStrategy", "rollingUpdate", "maxUnavailable"), "1", wanted, roundUp: true));
        var allowed = maxUnavailable - (wanted - pods.Count(PodTemplates.IsReady));
        foreach (var pod in pods.Where(pod => pod.Label(TemplateRevisions.Label) != hash).OrderBy(PodTemplates.IsReady).ThenBy(pod => pod.Name(), StringComparer.Ordinal))
        {
            if (!PodTemplates.IsReady(pod))
            {
                Delete(set, pod);
            }
            else if (allowed > 0)
            {
                Delete(set, pod);
                allowed--;
            }
        }
    }

    private List<JsonObject> Pods(JsonObject set) => [.. OwnerReferences.Claim(client, set, "", "pods").Where(PodTemplates.IsActive)];

    private void Delete(JsonObject set, JsonObject pod)
    {
        client.Delete(ObjectKey.Core("pods", pod.Namespace(), pod.Name()));
        client.Record(set, "SuccessfulDelete", $"Deleted pod: {pod.Name()}");
    }

    private static JsonObject NewPod(JsonObject set, string hash, string node)
    {
        var pod = PodTemplates.NewPod(set, set["spec"]!["template"]!);
        pod.Ensure("metadata", "labels")[TemplateRevisions.Label] = hash;
        var tolerations = new JsonArray([.. pod.Objects("spec", "tolerations").Select(toleration => toleration.DeepClone())]);
        foreach (var key in Tolerated)
        {
            tolerations.Add(new JsonObject { ["key"] = key, ["operator"] = "Exists" });
        }

        pod["spec"]!["tolerations"] = tolerations;
        if (node.Length > 0)
        {
            var term = new JsonObject
            {
                ["matchFields"] = new JsonArray(new JsonObject { ["key"] = "metadata.name", ["operator"] = "In", ["values"] = new JsonArray(JsonValue.Create(node)) }),
            };
            pod.Ensure("spec", "affinity", "nodeAffinity")["requiredDuringSchedulingIgnoredDuringExecution"] = new JsonObject { ["nodeSelectorTerms"] = new JsonArray(term) };
        }

        return pod;
    }

    /// <summary>The node of a pod, also while the scheduler has not yet bound it.</summary>
    private static string NodeOf(JsonObject pod) => pod.Text("spec", "nodeName")
        ?? pod.Objects("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
            .SelectMany(term => term.Objects("matchFields")).SelectMany(field => field.Texts("values")).FirstOrDefault()
        ?? "";

    private void WriteStatus(ObjectKey key, JsonObject set, string hash, HashSet<string> wanted)
    {
        var pods = Pods(set);
        var available = pods.Count(pod => PodTemplates.IsAvailable(pod, set.Count("spec", "minReadySeconds"), client.Now));
        client.SetStatus(key, new JsonObject
        {
            ["currentNumberScheduled"] = pods.Count(pod => wanted.Contains(NodeOf(pod))),
            ["numberMisscheduled"] = pods.Count(pod => !wanted.Contains(NodeOf(pod))),
            ["desiredNumberScheduled"] = wanted.Count,
            ["numberReady"] = pods.Count(PodTemplates.IsReady),
            ["observedGeneration"] = set.Count("metadata", "generation"),
            ["updatedNumberScheduled"] = pods.Count(pod => pod.Label(TemplateRevisions.Label) == hash),
            ["numberAvailable"] = available,
            ["numberUnavailable"] = wanted.Count - available,
        });
    }
}
