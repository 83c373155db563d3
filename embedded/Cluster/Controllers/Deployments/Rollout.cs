using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Deployments;

/// <summary>One Deployment with its ReplicaSets, as one pass of the controller sees and changes them.</summary>
internal sealed class Rollout
{
    private readonly ClusterClient client;
    private readonly SortedDictionary<string, JsonObject> sets;
    private string? current;

    public Rollout(ClusterClient client, JsonObject deployment, IEnumerable<JsonObject> sets)
    {
        this.client = client;
        Deployment = deployment;
        Limits = RollingLimits.Of(deployment);
        this.sets = new(sets.ToDictionary(set => set.Name()), StringComparer.Ordinal);
        current = Revisions.FindCurrent(deployment, this.sets.Values)?.Name();
    }

    public JsonObject Deployment { get; private set; }

    public RollingLimits Limits { get; }

    public IReadOnlyCollection<JsonObject> Sets => sets.Values;

    /// <summary>The ReplicaSet of today's template; null before it is made.</summary>
    public JsonObject? Current => current is null ? null : sets[current];

    public IEnumerable<JsonObject> Old => sets.Values.Where(set => set.Name() != current);

    public IEnumerable<JsonObject> ActiveOld => Old.Where(set => set.Count("spec", "replicas") > 0);

    public IEnumerable<JsonObject> Active => Sets.Where(set => set.Count("spec", "replicas") > 0);

    public int Pods => Sets.Sum(set => set.Count("spec", "replicas"));

    public static ReplicaSetSize SizeOf(JsonObject set, int mostPodsOtherwise) => new(
        set.Name(),
        set.Count("spec", "replicas"),
        set.Count("status", "availableReplicas"),
        set.Created(),
        int.TryParse(set.Annotation(Revisions.MaxReplicas), out var most) && most > 0 ? most : Math.Max(1, mostPodsOtherwise));

    public ReplicaSetSize SizeOf(JsonObject set) => SizeOf(set, Deployment.Count("status", "replicas"));

    /// <summary>Sets the size of one ReplicaSet and what it remembers of the Deployment's. True when the size changed.</summary>
    public bool Resize(string name, int replicas)
    {
        var before = sets[name].Count("spec", "replicas");
        var resized = client.Update(Key(name), set =>
        {
            set["spec"]!["replicas"] = replicas;
            RememberSize(set);
        });
        if (resized is null)
        {
            return false;
        }

        sets[name] = resized;
        if (replicas != before)
        {
            client.Record(Deployment, "ScalingReplicaSet", $"Scaled {(replicas > before ? "up" : "down")} replica set {name} from {before} to {replicas}");
        }

        return replicas != before;
    }

    /// <summary>Gives the ReplicaSet of today's template its revision, making it when it is not there and <paramref name="create"/> says so.</summary>
    public void SyncCurrent(bool create)
    {
        var revision = Old.Select(Revisions.Of).DefaultIfEmpty().Max() + 1;
        if (Current is { } current)
        {
            sets[current.Name()] = client.Update(Key(current.Name()), set => Revise(set, revision)) ?? current;
        }
        else if (create)
        {
            Create(revision);
        }

        if (Current is { } now && Deployment.Annotation(Revisions.Revision) != now.Annotation(Revisions.Revision))
        {
            Deployment = client.Update(
                ObjectKey.Apps("deployments", Deployment.Namespace()!, Deployment.Name()),
                deployment => deployment.Ensure("metadata", "annotations")[Revisions.Revision] = now.Annotation(Revisions.Revision)) ?? Deployment;
        }
    }

    /// <summary>Deletes the oldest revisions beyond <c>revisionHistoryLimit</c>, once they have no pods.</summary>
    public void ForgetOldRevisions()
    {
        var limit = Deployment.Whole("spec", "revisionHistoryLimit") ?? 10;
        var old = Old.Where(set => !set.IsDeleting()).OrderBy(Revisions.Of).ThenBy(set => set.Created()).ToList();
        foreach (var set in old.Take(Math.Max(0, old.Count - limit)))
        {
            var inUse = set.Count("spec", "replicas") + set.Count("status", "replicas") > 0;
            if (!inUse && set.Count("metadata", "generation") <= set.Count("status", "observedGeneration"))
            {
                client.Delete(Key(set.Name()));
                sets.Remove(set.Name());
            }
        }
    }

    private void Create(int revision)
    {
        var collisions = Deployment.Count("status", "collisionCount");
        var set = NewSet(collisions, revision);
        while (client.Find(Key(set.Name())) is not null)
        {
            set = NewSet(++collisions, revision);
        }

        if (collisions != Deployment.Count("status", "collisionCount"))
        {
            Deployment = client.UpdateStatus(
                ObjectKey.Apps("deployments", Deployment.Namespace()!, Deployment.Name()), status => status["collisionCount"] = collisions) ?? Deployment;
        }

        var created = client.Create(set);
        current = created.Name();
        sets[current] = created;
        if (created.Count("spec", "replicas") is > 0 and var size)
        {
            client.Record(Deployment, "ScalingReplicaSet", $"Scaled up replica set {current} from 0 to {size}");
        }
    }

    private JsonObject NewSet(int collisions, int revision)
    {
        var hash = Revisions.Hash(Deployment.At("spec", "template"), collisions);
        var template = Deployment.Child("spec", "template")!.Copy();
        template.Ensure("metadata", "labels")[Revisions.TemplateHash] = hash;
        var selector = Deployment.Child("spec", "selector")!.Copy();
        selector.Ensure("matchLabels")[Revisions.TemplateHash] = hash;
        var set = new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "ReplicaSet",
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{Deployment.Name()}-{hash}",
                ["namespace"] = Deployment.Namespace(),
                ["labels"] = template["metadata"]!["labels"]!.DeepClone(),
                ["ownerReferences"] = new JsonArray(OwnerReferences.Controller(Deployment)),
            },
            ["spec"] = new JsonObject
            {
                ["replicas"] = RollingUpdate.NewSize(Limits, 0, Deployment.Text("spec", "strategy", "type") == "Recreate" ? 0 : Pods),
                ["selector"] = selector,
                ["template"] = template,
            },
        };
        Revise(set, revision);
        RememberSize(set);
        return set;
    }

    private void Revise(JsonObject set, int revision)
    {
        var annotations = set.Ensure("metadata", "annotations");
        foreach (var (name, value) in Revisions.Copied(Deployment))
        {
            annotations[name] = value;
        }

        if (Deployment.Whole("spec", "minReadySeconds") is > 0 and var ready)
        {
            set["spec"]!["minReadySeconds"] = ready;
        }

        var before = Revisions.Of(set);
        if (before >= revision)
        {
            return;
        }

        annotations[Revisions.Revision] = revision.ToString();
        if (before > 0)
        {
            annotations[Revisions.History] = set.Annotation(Revisions.History) is { Length: > 0 } history ? $"{history},{before}" : before.ToString();
        }
    }

    private void RememberSize(JsonObject set)
    {
        var annotations = set.Ensure("metadata", "annotations");
        annotations[Revisions.DesiredReplicas] = Limits.Desired.ToString();
        annotations[Revisions.MaxReplicas] = Limits.MostPods.ToString();
    }

    private ObjectKey Key(string set) => ObjectKey.Apps("replicasets", Deployment.Namespace()!, set);
}
