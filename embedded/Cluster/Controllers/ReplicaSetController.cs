using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>Keeps as many pods as a ReplicaSet asks for, and counts how many are ready and available.</summary>
internal sealed class ReplicaSetController(ClusterClient client) : IController
{
    private static readonly TimeSpan ShortestRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);

    public string Name => "replicaset-controller";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: "apps", Plural: "replicasets" } => [change.Key],
        { Group: "", Plural: "pods" } => OwnerReferences.Of(change.Current, "apps", "ReplicaSet", "replicasets"),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } set)
        {
            return null;
        }

        var failure = set.IsDeleting() ? null : Scale(set, Pods(set));
        var pods = Pods(set);
        var status = Status(set, pods, failure);
        client.SetStatus(key, status);
        return failure is null ? PodTemplates.NextAvailable(pods, MinReady(set), client.Now) : Retry(set);
    }

    /// <summary>A refused pod is tried again after as long as pods have been refused, so less and less often.</summary>
    private DateTimeOffset Retry(JsonObject set)
    {
        var refusedFor = client.Now - (set.Condition("ReplicaFailure").Time("lastTransitionTime") ?? client.Now);
        return client.Now + TimeSpan.FromTicks(Math.Clamp(refusedFor.Ticks, ShortestRetry.Ticks, LongestRetry.Ticks));
    }

    private List<JsonObject> Pods(JsonObject set) => [.. OwnerReferences.Claim(client, set, "", "pods").Where(PodTemplates.IsActive)];

    /// <summary>Creates or deletes what is missing or too much. Returns the refusal of the API server, if there was one.</summary>
    private ApiStatus? Scale(JsonObject set, List<JsonObject> pods)
    {
        var missing = set.Replicas() - pods.Count;
        if (missing < 0)
        {
            Shrink(set, pods, -missing);
        }

        try
        {
            for (; missing > 0; missing--)
            {
                var pod = client.Create(PodTemplates.NewPod(set, set["spec"]!["template"]!));
                client.Record(set, "SuccessfulCreate", $"Created pod: {pod.Name()}");
            }

            return null;
        }
        catch (ApiStatusException refused)
        {
            client.Warn(set, "FailedCreate", $"Error creating: {refused.Message}");
            return refused.Status;
        }
    }

    private void Shrink(JsonObject set, List<JsonObject> pods, int count)
    {
        var siblings = set.ControllerReference() is { } owner ? client.OwnedBy(owner.Text("uid")!, "apps", "replicasets") : [set];
        var related = siblings.SelectMany(sibling => client.Owned(sibling, "", "pods")).ToList();
        foreach (var pod in PodPreference.FirstToGo(pods, related).Take(count).ToList())
        {
            client.Delete(ObjectKey.Core("pods", pod.Namespace(), pod.Name()));
            client.Record(set, "SuccessfulDelete", $"Deleted pod: {pod.Name()}");
        }
    }

    private JsonObject Status(JsonObject set, List<JsonObject> pods, ApiStatus? failure)
    {
        var labels = LabelSelector.From(set.Child("spec", "template", "metadata", "labels"));
        var status = new JsonObject { ["replicas"] = pods.Count };
        Write(status, "fullyLabeledReplicas", pods.Count(labels.Matches));
        Write(status, "readyReplicas", pods.Count(PodTemplates.IsReady));
        Write(status, "availableReplicas", pods.Count(pod => PodTemplates.IsAvailable(pod, MinReady(set), client.Now)));
        status["observedGeneration"] = set.Count("metadata", "generation");
        if (failure is not null)
        {
            // The first refusal stays: each one names another pod, and telling the latest would be a change that calls for another try.
            status["conditions"] = new JsonArray(set.Condition("ReplicaFailure")?.Copy() ?? Failed(failure));
        }

        return status;
    }

    private JsonObject Failed(ApiStatus failure) => new()
    {
        ["type"] = "ReplicaFailure",
        ["status"] = "True",
        ["lastTransitionTime"] = client.Now.ToTimestamp(),
        ["reason"] = "FailedCreate",
        ["message"] = failure.Message,
    };

    private static void Write(JsonObject status, string name, int value)
    {
        if (value > 0)
        {
            status[name] = value;
        }
    }

    private static int MinReady(JsonNode set) => set.Count("spec", "minReadySeconds");
}
