using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Deployments;

/// <summary>
/// Brings ReplicaSets in line with their Deployment: rolling update, Recreate, pause, scaling in mid-rollout, revision history. One step a pass; the
/// change it makes brings it back for the next.
/// </summary>
internal sealed class DeploymentController(ClusterClient client) : IController
{
    public string Name => "deployment-controller";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: "apps", Plural: "deployments" } => [change.Key],
        { Group: "apps", Plural: "replicasets" } => OwnerReferences.Of(change.Current, "apps", "Deployment", "deployments"),
        { Group: "", Plural: "pods" } when change.Kind == ChangeKind.Deleted => OwnersOfPod(change.Current),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } deployment || deployment.Child("spec", "selector") is null)
        {
            return null;
        }

        var rollout = new Rollout(client, deployment, OwnerReferences.Claim(client, deployment, "apps", "replicasets"));
        if (deployment.IsDeleting())
        {
            return WriteStatus(key, rollout, moving: false);
        }

        var paused = deployment.Is("spec", "paused");
        if (paused || IsScaled(rollout))
        {
            rollout.SyncCurrent(create: false);
            Scale(rollout);
            return WriteStatus(key, rollout, moving: false);
        }

        var had = rollout.Current?.Name();
        if (deployment.Text("spec", "strategy", "type") == "Recreate")
        {
            Recreate(rollout);
        }
        else
        {
            RollOn(rollout);
        }

        return WriteStatus(key, rollout, moving: true, madeNew: had is null && rollout.Current is not null);
    }

    private static void RollOn(Rollout rollout)
    {
        rollout.SyncCurrent(create: true);
        var current = rollout.SizeOf(rollout.Current!);
        var size = RollingUpdate.NewSize(rollout.Limits, current.Replicas, rollout.Pods);
        if (size != current.Replicas)
        {
            rollout.Resize(current.Name, size);
            return;
        }

        var shrink = RollingUpdate.ShrinkOld(rollout.Limits, current, [.. rollout.ActiveOld.Select(rollout.SizeOf)]);
        foreach (var resize in shrink)
        {
            rollout.Resize(resize.Name, resize.Replicas);
        }

        if (shrink.Count == 0 && DeploymentConditions.IsComplete(rollout, rollout.Deployment["status"] ?? new JsonObject()))
        {
            rollout.ForgetOldRevisions();
        }
    }

    private void Recreate(Rollout rollout)
    {
        var old = rollout.ActiveOld.Select(set => set.Name()).ToList();
        foreach (var name in old)
        {
            rollout.Resize(name, 0);
        }

        if (old.Count > 0 || HasPods(rollout.Old))
        {
            rollout.SyncCurrent(create: false);
            return;
        }

        rollout.SyncCurrent(create: true);
        rollout.Resize(rollout.Current!.Name(), rollout.Limits.Desired);
        if (DeploymentConditions.IsComplete(rollout, rollout.Deployment["status"] ?? new JsonObject()))
        {
            rollout.ForgetOldRevisions();
        }
    }

    private static void Scale(Rollout rollout)
    {
        var desired = rollout.Limits.Desired;
        var active = rollout.Active.ToList();
        if (active.Count <= 1)
        {
            var only = active.FirstOrDefault() ?? rollout.Current ?? rollout.Old.MaxBy(Revisions.Of);
            if (only is not null)
            {
                rollout.Resize(only.Name(), desired);
            }
        }
        else if (rollout.Current is { } current && current.Count("spec", "replicas") == desired && current.Count("status", "availableReplicas") == desired)
        {
            rollout.ActiveOld.Select(set => set.Name()).ToList().ForEach(name => rollout.Resize(name, 0));
        }
        else if (rollout.Deployment.Text("spec", "strategy", "type") != "Recreate")
        {
            foreach (var resize in ProportionalScaling.Resize(rollout.Limits, [.. active.Select(rollout.SizeOf)]))
            {
                rollout.Resize(resize.Name, resize.Replicas);
            }
        }
    }

    /// <summary>Whether the number of replicas changed since the ReplicaSets were last sized.</summary>
    private static bool IsScaled(Rollout rollout) => rollout.Active.Any(set =>
        set.Annotation(Revisions.DesiredReplicas) is { } desired && desired != rollout.Limits.Desired.ToString());

    private DateTimeOffset? WriteStatus(ObjectKey key, Rollout rollout, bool moving, bool madeNew = false)
    {
        var status = DeploymentConditions.Next(rollout, client.Now);
        DeploymentConditions.SetPaused(rollout, status, rollout.Deployment.Is("spec", "paused"), client.Now);
        if (madeNew)
        {
            DeploymentConditions.SetReplicaSetFound(status, rollout.Current!.Name(), created: true, client.Now);
        }
        else if (moving && rollout.Current is { } current && DeploymentConditions.Find(status, "Progressing") is null)
        {
            DeploymentConditions.SetReplicaSetFound(status, current.Name(), created: false, client.Now);
        }

        if (moving)
        {
            DeploymentConditions.SetProgress(rollout, status, client.Now);
        }

        client.SetStatus(key, status);
        var deadline = DeploymentConditions.Deadline(rollout.Deployment, DeploymentConditions.Find(status, "Progressing"));
        return DeploymentConditions.IsComplete(rollout, status) ? null : deadline?.AddSeconds(1);
    }

    private bool HasPods(IEnumerable<JsonObject> sets) =>
        sets.SelectMany(set => client.Owned(set, "", "pods")).Any(pod => pod.Text("status", "phase") is not ("Succeeded" or "Failed"));

    private IEnumerable<ObjectKey> OwnersOfPod(JsonObject pod) =>
        OwnerReferences.Of(pod, "apps", "ReplicaSet", "replicasets").Select(client.Find).OfType<JsonObject>()
            .SelectMany(set => OwnerReferences.Of(set, "apps", "Deployment", "deployments"));
}
