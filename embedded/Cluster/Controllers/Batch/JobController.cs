using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Stages;

namespace Autocura.Embedded.Cluster.Controllers.Batch;

/// <summary>Runs the pods of a Job until as many have succeeded as asked for, or more have failed than it puts up with. A failed pod is replaced after a while, longer each time.</summary>
internal sealed class JobController(ClusterClient client) : IController
{
    private const int DefaultBackOffLimit = 6;
    private const double FirstBackOff = 10;
    private const double MostBackOff = 600;

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

        if (JobOutcome.Of(job) is not null)
        {
            return Expire(key, job);
        }

        var pods = new JobPods(job, client.Owned(job, "", "pods"));
        var suspended = job.Is("spec", "suspend");
        var deadline = suspended ? null : Deadline(job);
        var outcome = Outcome(job, pods, deadline);
        var retry = outcome is null && !suspended ? Retry(pods) : null;
        if (outcome is not null || suspended)
        {
            pods.Active.ForEach(pod => Delete(job, pod));
            pods.Clear();
        }
        else
        {
            Fill(job, pods, retry);
        }

        WriteStatus(key, job, outcome, pods);
        if (outcome is not null)
        {
            client.Record(job, new EventText(outcome.Type == "Complete" ? "Normal" : "Warning", outcome.Type == "Complete" ? "Completed" : outcome.Reason, outcome.Type == "Complete" ? "Job completed" : outcome.Message));
            return null;
        }

        return retry is null || deadline < retry ? deadline : retry;
    }

    private static DateTimeOffset? Deadline(JsonObject job) =>
        job.Whole("spec", "activeDeadlineSeconds") is { } seconds ? (job.Time("status", "startTime") ?? job.Created()).AddSeconds(seconds) : null;

    private JobOutcome? Outcome(JsonObject job, JobPods pods, DateTimeOffset? deadline)
    {
        var policy = new PodFailurePolicy(job);
        if (policy.End(pods.Failures) is { } end)
        {
            return end;
        }

        if (policy.Count(pods.Failures) + pods.Restarts > (job.Whole("spec", "backoffLimit") ?? DefaultBackOffLimit))
        {
            return new JobOutcome("Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        }

        if (deadline <= client.Now)
        {
            return new JobOutcome("Failed", "DeadlineExceeded", "Job was active longer than specified deadline");
        }

        return pods.IsDone ? JobOutcome.Complete : null;
    }

    /// <summary>When the pod that failed last may be replaced; null when it may be now.</summary>
    private DateTimeOffset? Retry(JobPods pods)
    {
        if (pods.Failures.Count == 0)
        {
            return null;
        }

        var last = pods.Failures.SelectMany(pod => pod.Objects("status", "containerStatuses")).Select(status => status.Time("state", "terminated", "finishedAt")).Max();
        var after = last?.AddSeconds(Math.Min(MostBackOff, FirstBackOff * Math.Pow(2, pods.Failures.Count - 1)));
        return after > client.Now ? after : null;
    }

    private void Fill(JsonObject job, JobPods pods, DateTimeOffset? retry)
    {
        foreach (var surplus in pods.Active.Skip(pods.Places).ToList())
        {
            Delete(job, surplus);
            pods.Active.Remove(surplus);
        }

        var missing = retry is null ? Math.Max(0, pods.Places - pods.Active.Count) : 0;
        var indexes = pods.FreeIndexes().GetEnumerator();
        for (var i = 0; i < missing; i++)
        {
            if (pods.IsIndexed && !indexes.MoveNext())
            {
                return;
            }

            var created = client.Create(pods.New(pods.IsIndexed ? indexes.Current : null));
            client.Record(job, "SuccessfulCreate", $"Created pod: {created.Name()}");
            pods.Add(created);
        }
    }

    private void Delete(JsonObject job, JsonObject pod)
    {
        client.Delete(ObjectKey.Core("pods", pod.Namespace(), pod.Name()));
        client.Record(job, "SuccessfulDelete", $"Deleted pod: {pod.Name()}");
    }

    private DateTimeOffset? Expire(ObjectKey key, JsonObject job)
    {
        if (job.Whole("spec", "ttlSecondsAfterFinished") is not { } seconds)
        {
            return null;
        }

        var finished = job.Condition(JobOutcome.Of(job)!).Time("lastTransitionTime") ?? client.Now;
        if (finished.AddSeconds(seconds) > client.Now)
        {
            return finished.AddSeconds(seconds);
        }

        client.Delete(key);
        return null;
    }

    private void WriteStatus(ObjectKey key, JsonObject job, JobOutcome? outcome, JobPods pods) => client.UpdateStatus(key, status =>
    {
        Suspend(job, status);
        status["active"] = pods.Active.Count;
        status["ready"] = pods.Active.Count(PodTemplates.IsReady);
        status["terminating"] = 0;
        status["succeeded"] = pods.Succeeded;
        status["failed"] = Math.Max(pods.Failures.Count, status.Count("failed"));
        status["uncountedTerminatedPods"] = new JsonObject();
        if (pods is { IsIndexed: true, DoneIndexes.Count: > 0 })
        {
            status["completedIndexes"] = JobPods.Text(pods.DoneIndexes);
        }

        if (outcome is null)
        {
            return;
        }

        if (outcome.Type == "Complete")
        {
            status["completionTime"] = client.Now.ToTimestamp();
        }

        foreach (var type in new[] { outcome.Announcement, outcome.Type })
        {
            PodSummary.Set(status, new Condition(type, true, outcome.Reason, outcome.Message) { IsTrouble = true }, client.Now);
        }
    });

    /// <summary>A suspended Job has not started; one that goes on starts anew.</summary>
    private void Suspend(JsonObject job, JsonObject status)
    {
        var suspended = job.Is("spec", "suspend");
        var told = job.Condition("Suspended").Text("status") == "True";
        if (suspended && !told)
        {
            status.Remove("startTime");
            PodSummary.Set(status, new Condition("Suspended", true, "JobSuspended", "Job suspended") { IsTrouble = true }, client.Now);
            client.Record(job, "Suspended", "Job suspended");
        }
        else if (!suspended)
        {
            status["startTime"] ??= client.Now.ToTimestamp();
            if (told)
            {
                status["startTime"] = client.Now.ToTimestamp();
                PodSummary.Set(status, new Condition("Suspended", false, "JobResumed", "Job resumed"), client.Now);
                client.Record(job, "Resumed", "Job resumed");
            }
        }
    }
}
