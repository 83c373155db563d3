using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Deployments;

/// <summary>
/// The status of a Deployment: counts over its ReplicaSets, and the conditions Available and Progressing with the reasons and messages that
/// <c>kubectl rollout status</c> and alert rules read.
/// </summary>
internal static class DeploymentConditions
{
    public const string Complete = "NewReplicaSetAvailable";
    public const string TimedOut = "ProgressDeadlineExceeded";
    public const string Paused = "DeploymentPaused";

    /// <summary>The status after this pass; it is the same as before when nothing has moved.</summary>
    public static JsonObject Next(Rollout rollout, DateTimeOffset now)
    {
        var deployment = rollout.Deployment;
        var status = deployment.Child("status")?.Copy() ?? [];
        Write(status, "observedGeneration", deployment.Count("metadata", "generation"), always: true);
        Write(status, "replicas", Sum(rollout.Sets, "replicas"));
        Write(status, "updatedReplicas", rollout.Current.Count("status", "replicas"));
        Write(status, "readyReplicas", Sum(rollout.Sets, "readyReplicas"));
        var available = Sum(rollout.Sets, "availableReplicas");
        Write(status, "availableReplicas", available);
        Write(status, "unavailableReplicas", Math.Max(0, rollout.Pods - available));
        SetAvailable(rollout, status, available, now);
        SetReplicaFailure(rollout, status, now);
        return status;
    }

    /// <summary>Moves the condition Progressing on: complete, progressing, timed out, or as it was.</summary>
    public static void SetProgress(Rollout rollout, JsonObject status, DateTimeOffset now)
    {
        if (rollout.Deployment.At("spec", "progressDeadlineSeconds") is null)
        {
            Remove(status, "Progressing");
            return;
        }

        var before = Find(status, "Progressing");
        var settled = status.Count("replicas") == status.Count("updatedReplicas") && before.Text("reason") == Complete;
        var what = rollout.Current is { } current ? $"ReplicaSet \"{current.Name()}\"" : $"Deployment \"{rollout.Deployment.Name()}\"";
        if (settled)
        {
            return;
        }

        if (IsComplete(rollout, status))
        {
            Set(status, new("Progressing", "True", Complete, $"{what} has successfully progressed."), now);
        }
        else if (HasMoved(rollout.Deployment.Child("status"), status))
        {
            Set(status, new("Progressing", "True", "ReplicaSetUpdated", $"{what} is progressing."), now, renew: true);
        }
        else if (Deadline(rollout.Deployment, before) is { } deadline && deadline < now)
        {
            Set(status, new("Progressing", "False", TimedOut, $"{what} has timed out progressing."), now);
        }
    }

    public static void SetPaused(Rollout rollout, JsonObject status, bool paused, DateTimeOffset now)
    {
        if (rollout.Deployment.At("spec", "progressDeadlineSeconds") is null || Find(status, "Progressing").Text("reason") is TimedOut)
        {
            return;
        }

        var wasPaused = Find(status, "Progressing").Text("reason") == Paused;
        if (paused && !wasPaused)
        {
            Set(status, new("Progressing", "Unknown", Paused, "Deployment is paused"), now);
        }
        else if (!paused && wasPaused)
        {
            Set(status, new("Progressing", "Unknown", "DeploymentResumed", "Deployment is resumed"), now);
        }
    }

    public static void SetReplicaSetFound(JsonObject status, string name, bool created, DateTimeOffset now) => Set(
        status,
        created
            ? new("Progressing", "True", "NewReplicaSetCreated", $"Created new replica set \"{name}\"")
            : new("Progressing", "True", "FoundNewReplicaSet", $"Found new replica set \"{name}\""),
        now);

    public static bool IsComplete(Rollout rollout, JsonNode status) =>
        status.Count("updatedReplicas") == rollout.Limits.Desired
        && status.Count("replicas") == rollout.Limits.Desired
        && status.Count("availableReplicas") == rollout.Limits.Desired
        && status.Count("observedGeneration") >= rollout.Deployment.Count("metadata", "generation");

    /// <summary>When the rollout will have taken too long, unless it moves; null when no clock is running.</summary>
    public static DateTimeOffset? Deadline(JsonNode deployment, JsonNode? progressing)
    {
        if (progressing is null || progressing.Text("reason") is Complete or TimedOut or Paused || progressing.Time("lastUpdateTime") is not { } updated)
        {
            return null;
        }

        return deployment.Whole("spec", "progressDeadlineSeconds") is { } seconds ? updated.AddSeconds(seconds) : null;
    }

    public static JsonObject? Find(JsonObject status, string type) => status.Objects("conditions").FirstOrDefault(condition => condition.Text("type") == type);

    private static bool HasMoved(JsonObject? before, JsonObject after) =>
        after.Count("updatedReplicas") > before.Count("updatedReplicas")
        || after.Count("replicas") - after.Count("updatedReplicas") < before.Count("replicas") - before.Count("updatedReplicas")
        || after.Count("readyReplicas") > before.Count("readyReplicas")
        || after.Count("availableReplicas") > before.Count("availableReplicas");

    private static void SetAvailable(Rollout rollout, JsonObject status, int available, DateTimeOffset now)
    {
        if (available >= rollout.Limits.LeastAvailable)
        {
            Set(status, new("Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability."), now);
        }
        else
        {
            Set(status, new("Available", "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability."), now);
        }
    }

    private static void SetReplicaFailure(Rollout rollout, JsonObject status, DateTimeOffset now)
    {
        var failing = new[] { rollout.Current }.Concat(rollout.Old).OfType<JsonObject>()
            .Select(set => set.Condition("ReplicaFailure")).FirstOrDefault(condition => condition.Text("status") == "True");
        if (failing is null)
        {
            Remove(status, "ReplicaFailure");
        }
        else
        {
            Set(status, new("ReplicaFailure", "True", failing.Text("reason") ?? "", failing.Text("message") ?? ""), now);
        }
    }

    /// <summary>Same status and reason: kept as it is, unless <paramref name="renew"/> says that the update time is the news.</summary>
    private static void Set(JsonObject status, Told told, DateTimeOffset now, bool renew = false)
    {
        var before = Find(status, told.Type);
        if (before.Text("status") == told.Status && before.Text("reason") == told.Reason && !renew)
        {
            return;
        }

        var condition = new JsonObject
        {
            ["type"] = told.Type,
            ["status"] = told.Status,
            ["lastUpdateTime"] = now.ToTimestamp(),
            ["lastTransitionTime"] = before.Text("status") == told.Status ? before.Text("lastTransitionTime") : now.ToTimestamp(),
            ["reason"] = told.Reason,
            ["message"] = told.Message,
        };
        Remove(status, told.Type);
        if (status["conditions"] is not JsonArray conditions)
        {
            status["conditions"] = conditions = [];
        }

        conditions.Add(condition);
    }

    private static void Remove(JsonObject status, string type)
    {
        if (Find(status, type) is { } condition)
        {
            status["conditions"]!.AsArray().Remove(condition);
        }
    }

    private static int Sum(IEnumerable<JsonObject> sets, string count) => sets.Sum(set => set.Count("status", count));

    private static void Write(JsonObject status, string name, int value, bool always = false)
    {
        if (value == 0 && !always)
        {
            status.Remove(name);
        }
        else
        {
            status[name] = value;
        }
    }

    /// <summary>What a condition says.</summary>
    private readonly record struct Told(string Type, string Status, string Reason, string Message);
}
