using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>Runs the pods of a Job until as many have succeeded as asked for, or more have failed than <c>backoffLimit</c> allows.</summary>
internal sealed class JobController(ClusterClient client) : IController
{
    private const int DefaultBackOffLimit = 6;

    public string Name => "job-controller";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: "batch", Plural: "jobs" } => [change.Key],
        { Group: "", Plural: "pods" } => OwnerReferences.Of(change.Current, "batch", "Job", "jobs"),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } job || job.IsDeleting())
        {
            return null;
        }

        if (IsFinished(job))
        {
            return Expire(key, job);
        }

        var pods = client.Owned(job, "", "pods").ToList();
        var succeeded = pods.Count(pod => pod.Text("status", "phase") == "Succeeded");
        var failed = pods.Count(pod => pod.Text("status", "phase") == "Failed");
        var wanted = job.Whole("spec", "completions") ?? 1;
        var deadline = Deadline(job);
        var outcome = succeeded >= wanted ? new Outcome("Complete", "CompletionsReached", "Reached expected number of succeeded pods")
            : failed > (job.Whole("spec", "backoffLimit") ?? DefaultBackOffLimit) ? new Outcome("Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit")
            : deadline <= client.Now ? new Outcome("Failed", "DeadlineExceeded", "Job was active longer than specified deadline")
            : null;
        var active = pods.Where(PodTemplates.IsActive).ToList();
        if (outcome is not null)
        {
            active.ForEach(pod => client.Delete(ObjectKey.Core("pods", pod.Namespace(), pod.Name())));
            active.Clear();
        }
        else if (!job.Is("spec", "suspend"))
        {
            var missing = Math.Min(job.Whole("spec", "parallelism") ?? 1, wanted - succeeded) - active.Count;
            active.AddRange(Enumerable.Range(0, Math.Max(0, missing)).Select(_ => Create(job)));
        }

        WriteStatus(key, job, outcome, (active, succeeded, failed));
        return outcome is null ? deadline : null;
    }

    private static bool IsFinished(JsonObject job) => job.Condition("Complete") is not null || job.Condition("Failed") is not null;

    private static DateTimeOffset? Deadline(JsonObject job) =>
        job.Whole("spec", "activeDeadlineSeconds") is { } seconds ? (job.Time("status", "startTime") ?? job.Created()).AddSeconds(seconds) : null;

    private DateTimeOffset? Expire(ObjectKey key, JsonObject job)
    {
        if (job.Whole("spec", "ttlSecondsAfterFinished") is not { } seconds)
        {
            return null;
        }

        var finished = (job.Condition("Complete") ?? job.Condition("Failed")).Time("lastTransitionTime") ?? client.Now;
        if (finished.AddSeconds(seconds) > client.Now)
        {
            return finished.AddSeconds(seconds);
        }

        client.Delete(key);
        return null;
    }

    private JsonObject Create(JsonObject job)
    {
        var pod = PodTemplates.NewPod(job, job["spec"]!["template"]!);
        var labels = pod.Ensure("metadata", "labels");
        foreach (var prefix in new[] { "", "batch.kubernetes.io/" })
        {
            labels[$"{prefix}job-name"] = job.Name();
            labels[$"{prefix}controller-uid"] = job.Uid();
        }

        var created = client.Create(pod);
        client.Record(job, "SuccessfulCreate", $"Created pod: {created.Name()}");
        return created;
    }

    private void WriteStatus(ObjectKey key, JsonObject job, Outcome? outcome, (List<JsonObject> Active, int Succeeded, int Failed) counts)
    {
        client.UpdateStatus(key, status =>
        {
            status["startTime"] ??= client.Now.ToTimestamp();
            status["active"] = counts.Active.Count;
            status["ready"] = counts.Active.Count(PodTemplates.IsReady);
            status["succeeded"] = counts.Succeeded;
            status["failed"] = counts.Failed;
            if (outcome is null)
            {
                return;
            }

            if (outcome.Type == "Complete")
            {
                status["completionTime"] = client.Now.ToTimestamp();
            }

            status["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = outcome.Type,
                ["status"] = "True",
                ["lastProbeTime"] = client.Now.ToTimestamp(),
                ["lastTransitionTime"] = client.Now.ToTimestamp(),
                ["reason"] = outcome.Reason,
                ["message"] = outcome.Message,
            });
        });
        if (outcome is not null)
        {
            client.Record(job, new EventText(outcome.Type == "Complete" ? "Normal" : "Warning", outcome.Type == "Complete" ? "Completed" : outcome.Reason, outcome.Type == "Complete" ? "Job completed" : outcome.Message));
        }
    }

    private sealed record Outcome(string Type, string Reason, string Message);
}
