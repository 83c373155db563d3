using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Selectors;
using Autocura.Embedded.Cluster.Stages;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>Counts, for each PodDisruptionBudget, how many of its pods are healthy and how many may be evicted now.</summary>
internal sealed class DisruptionController(ClusterClient client) : IController
{
    private const string Group = "policy";
    private const string Plural = "poddisruptionbudgets";

    public string Name => "disruption-controller";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: Group, Plural: Plural } => [change.Key],
        { Group: "", Plural: "pods" } or { Group: "apps" } => client.List(Group, Plural, change.Key.Namespace).Select(budget => new ObjectKey(Group, Plural, budget.Namespace(), budget.Name())),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } budget || budget.IsDeleting())
        {
            return null;
        }

        var selector = LabelSelector.Of(budget.At("spec", "selector"));
        var pods = client.List("", "pods", key.Namespace)
            .Where(pod => selector.Matches(pod) && pod.Text("status", "phase") is not ("Succeeded" or "Failed"))
            .ToList();
        var expected = Expected(pods);
        var healthy = pods.Count(pod => PodTemplates.IsReady(pod) && !pod.IsDeleting());
        var desired = budget.At("spec", "maxUnavailable") is { } unavailable
            ? Math.Max(0, expected - IntOrPercent.Resolve(unavailable, "0", expected, roundUp: true))
            : IntOrPercent.Resolve(budget.At("spec", "minAvailable"), "0", expected, roundUp: true);
        var allowed = pods.Count == 0 ? 0 : Math.Max(0, healthy - desired);
        client.UpdateStatus(key, status =>
        {
            status["observedGeneration"] = budget.Count("metadata", "generation");
            status["expectedPods"] = expected;
            status["currentHealthy"] = healthy;
            status["desiredHealthy"] = desired;
            status["disruptionsAllowed"] = allowed;
            PodSummary.Set(status, new Condition("DisruptionAllowed", allowed > 0, "InsufficientPods", ""), client.Now);
        });
        return null;
    }

    /// <summary>What the owners of the pods ask for, which is more than there are pods while some are missing.</summary>
    private int Expected(List<JsonObject> pods)
    {
        var owners = pods.Select(pod => pod.ControllerReference()).OfType<JsonObject>().DistinctBy(owner => owner.Text("uid")).ToList();
        var asked = owners.Sum(owner => owner.Text("kind") switch
        {
            "ReplicaSet" => client.Find(ObjectKey.Apps("replicasets", pods[0].Namespace()!, owner.Text("name")!))?.Replicas() ?? 0,
            "StatefulSet" => client.Find(ObjectKey.Apps("statefulsets", pods[0].Namespace()!, owner.Text("name")!))?.Replicas() ?? 0,
            _ => pods.Count(pod => pod.ControllerReference().Text("uid") == owner.Text("uid")),
        });
        return asked + pods.Count(pod => pod.ControllerReference() is null);
    }
}
