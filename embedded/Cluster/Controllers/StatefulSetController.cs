using System.Globalization;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>
/// Keeps the numbered pods of a StatefulSet: made from the lowest number up, each after the one before is ready; taken away and updated from the highest
/// number down. With <c>podManagementPolicy: Parallel</c> it makes and takes away without waiting.
/// </summary>
internal sealed class StatefulSetController(ClusterClient client) : IController
{
    public string Name => "statefulset-controller";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: "apps", Plural: "statefulsets" } => [change.Key],
        { Group: "", Plural: "pods" } => OwnerReferences.Of(change.Current, "apps", "StatefulSet", "statefulsets"),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } set || set.IsDeleting())
        {
            return null;
        }

        var revision = new TemplateRevisions(client, set).Current();
        var pods = OwnerReferences.Claim(client, set, "", "pods").OrderBy(Ordinal).ToList();
        Step(set, pods, revision.Hash);
        WriteStatus(key, set, revision);
        return PodTemplates.NextAvailable(pods, set.Count("spec", "minReadySeconds"), client.Now);
    }

    private void Step(JsonObject set, List<JsonObject> pods, string hash)
    {
        var inParallel = set.Text("spec", "podManagementPolicy") == "Parallel";
        var byOrdinal = pods.ToDictionary(Ordinal);
        for (var ordinal = 0; ordinal < set.Replicas(); ordinal++)
        {
            if (!byOrdinal.TryGetValue(ordinal, out var pod))
            {
                Create(set, ordinal, hash);
            }

            if (!inParallel && !(pod is not null && IsHealthy(set, pod)))
            {
                return;
            }
        }

        var surplus = pods.Where(pod => Ordinal(pod) >= set.Replicas()).Reverse().ToList();
        foreach (var pod in inParallel ? surplus : surplus.Take(1))
        {
            Delete(set, pod);
        }

        if (surplus.Count == 0 && set.Text("spec", "updateStrategy", "type") != "OnDelete")
        {
            Update(set, pods, hash);
        }
    }

    /// <summary>Replaces the highest pod of an old revision, once all above it are updated and healthy.</summary>
    private void Update(JsonObject set, List<JsonObject> pods, string hash)
    {
        var partition = set.Count("spec", "updateStrategy", "rollingUpdate", "partition");
        foreach (var pod in pods.Where(pod => Ordinal(pod) >= partition).Reverse())
        {
            if (pod.Label(TemplateRevisions.Label) != hash)
            {
                Delete(set, pod);
                return;
            }

            if (!IsHealthy(set, pod))
            {
                return;
            }
        }
    }

    private bool IsHealthy(JsonObject set, JsonObject pod) =>
        PodTemplates.IsActive(pod) && PodTemplates.IsAvailable(pod, set.Count("spec", "minReadySeconds"), client.Now);

    private void Create(JsonObject set, int ordinal, string hash)
    {
        var name = $"{set.Name()}-{ordinal}";
        var pod = PodTemplates.NewPod(set, set["spec"]!["template"]!, name);
        var labels = pod.Ensure("metadata", "labels");
        labels[TemplateRevisions.Label] = hash;
        labels["statefulset.kubernetes.io/pod-name"] = name;
        labels["apps.kubernetes.io/pod-index"] = ordinal.ToString(CultureInfo.InvariantCulture);
        pod["spec"]!["hostname"] = name;
        pod["spec"]!["subdomain"] = set.Text("spec", "serviceName");
        AddClaims(set, pod, name);
        client.Create(pod);
        client.Record(set, "SuccessfulCreate", $"create Pod {name} in StatefulSet {set.Name()} successful");
    }

    private void AddClaims(JsonObject set, JsonObject pod, string podName)
    {
        foreach (var template in set.Objects("spec", "volumeClaimTemplates"))
        {
            var name = $"{template.Name()}-{podName}";
            var spec = pod["spec"]!.AsObject();
            var volumes = spec["volumes"] as JsonArray ?? [];
            volumes.Add(new JsonObject { ["name"] = template.Name(), ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = name } });
            spec["volumes"] = volumes;
            if (client.Find(ObjectKey.Core("persistentvolumeclaims", set.Namespace(), name)) is null)
            {
                client.Create(new JsonObject
                {
                    ["apiVersion"] = "v1",
                    ["kind"] = "PersistentVolumeClaim",
                    ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = set.Namespace() },
                    ["spec"] = template.Child("spec")?.Copy() ?? [],
                });
            }
        }
    }

    private void Delete(JsonObject set, JsonObject pod)
    {
        if (!pod.IsDeleting())
        {
            client.Delete(ObjectKey.Core("pods", pod.Namespace(), pod.Name()));
            client.Record(set, "SuccessfulDelete", $"delete Pod {pod.Name()} in StatefulSet {set.Name()} successful");
        }
    }

    private void WriteStatus(ObjectKey key, JsonObject set, (string Name, string Hash) revision)
    {
        var pods = OwnerReferences.Claim(client, set, "", "pods");
        var updated = pods.Count(pod => pod.Label(TemplateRevisions.Label) == revision.Hash);
        var isDone = updated == set.Replicas() && pods.Count == updated && pods.TrueForAll(PodTemplates.IsReady);
        var before = set.Text("status", "currentRevision");
        var current = isDone || before is null ? revision.Name : before;
        client.SetStatus(key, new JsonObject
        {
            ["observedGeneration"] = set.Count("metadata", "generation"),
            ["replicas"] = pods.Count,
            ["readyReplicas"] = pods.Count(PodTemplates.IsReady),
            ["availableReplicas"] = pods.Count(pod => PodTemplates.IsAvailable(pod, set.Count("spec", "minReadySeconds"), client.Now)),
            ["currentReplicas"] = pods.Count(pod => $"{set.Name()}-{pod.Label(TemplateRevisions.Label)}" == current),
            ["updatedReplicas"] = updated,
            ["currentRevision"] = current,
            ["updateRevision"] = revision.Name,
            ["collisionCount"] = 0,
        });
    }

    private static int Ordinal(JsonObject pod)
    {
        var name = pod.Name();
        return int.TryParse(name.AsSpan(name.LastIndexOf('-') + 1), CultureInfo.InvariantCulture, out var ordinal) ? ordinal : int.MaxValue;
    }
}
