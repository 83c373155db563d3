using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Batch;

/// <summary>Makes a Job at each time of a CronJob's schedule, as its concurrency policy and starting deadline allow, and keeps the history short.</summary>
internal sealed class CronJobController(ClusterClient client) : IController
{
    private const string Plural = "cronjobs";

    public string Name => "cronjob-controller";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: "batch", Plural: Plural } => [change.Key],
        { Group: "batch", Plural: "jobs" } => OwnerReferences.Of(change.Current, "batch", "CronJob", Plural),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } cron || cron.IsDeleting())
        {
            return null;
        }

        var jobs = client.Owned(cron, "batch", "jobs").ToList();
        FollowActive(key, cron, jobs);
        Trim(cron, jobs, "Complete", cron.Whole("spec", "successfulJobsHistoryLimit") ?? 3);
        Trim(cron, jobs, "Failed", cron.Whole("spec", "failedJobsHistoryLimit") ?? 1);
        if (cron.Is("spec", "suspend") || Schedule(cron) is not { } schedule)
        {
            return null;
        }

        return Start(key, client.Find(key)!, new CronTimes(cron, schedule, client.Now), jobs) ? client.Now : schedule.Next(client.Now);
    }

    /// <summary>The schedule, or null (and a warning) when it cannot be read.</summary>
    private CronSchedule? Schedule(JsonObject cron)
    {
        var zone = TimeZoneInfo.Utc;
        if (cron.Text("spec", "timeZone") is { } name && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone))
        {
            client.Warn(cron, "UnknownTimeZone", $"invalid timeZone: \"{name}\": unknown time zone {name}");
            return null;
        }

        var text = cron.Text("spec", "schedule") ?? "";
        try
        {
            return CronSchedule.Parse(text, zone);
        }
        catch (FormatException wrong)
        {
            client.Warn(cron, "UnparseableSchedule", $"unparseable schedule: \"{text}\" : {wrong.Message}");
            return null;
        }
    }

    private void FollowActive(ObjectKey key, JsonObject cron, List<JsonObject> jobs)
    {
        foreach (var reference in cron.Objects("status", "active"))
        {
            if (jobs.Find(job => job.Uid() == reference.Text("uid")) is not { } job)
            {
                client.Record(cron, "MissingJob", $"Active job went missing: {reference.Text("name")}");
            }
            else if (JobOutcome.Of(job) is { } ended)
            {
                client.Record(cron, "SawCompletedJob", $"Saw completed job: {job.Name()}, condition: {ended}");
            }
        }

        var running = jobs.Where(job => JobOutcome.Of(job) is null && !job.IsDeleting()).ToList();
        var succeeded = jobs.Where(job => JobOutcome.Of(job) == "Complete").Select(job => job.Text("status", "completionTime")).Append(cron.Text("status", "lastSuccessfulTime")).Max(StringComparer.Ordinal);
        client.UpdateStatus(key, status =>
        {
            status.Remove("active");
            if (running.Count > 0)
            {
                status["active"] = new JsonArray([.. running.Select(Reference)]);
            }

            if (succeeded is not null)
            {
                status["lastSuccessfulTime"] = succeeded;
            }
        });
    }

    private static JsonObject Reference(JsonObject job) => new()
    {
        ["kind"] = "Job",
        ["apiVersion"] = "batch/v1",
        ["namespace"] = job.Namespace(),
        ["name"] = job.Name(),
        ["uid"] = job.Uid(),
        ["resourceVersion"] = job.ResourceVersion(),
    };

    private void Trim(JsonObject cron, List<JsonObject> jobs, string outcome, int limit)
    {
        foreach (var job in jobs.Where(job => JobOutcome.Of(job) == outcome && !job.IsDeleting()).OrderByDescending(job => job.Created()).ThenByDescending(job => job.Name(), StringComparer.Ordinal).Skip(limit).ToList())
        {
            Delete(cron, job);
        }
    }

    /// <summary>Starts what is due. True when something was started.</summary>
    private bool Start(ObjectKey key, JsonObject cron, CronTimes times, List<JsonObject> jobs)
    {
        if (times.Missed > CronTimes.Many)
        {
            client.Warn(cron, "TooManyMissedTimes", "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew");
        }

        if (times.Latest is not { } due)
        {
            return false;
        }

        if (times.IsTooLate)
        {
            client.Warn(cron, "MissSchedule", $"Missed scheduled time to start a job: {due:yyyy-MM-dd HH:mm:ss} +0000 UTC");
            return false;
        }

        var name = $"{cron.Name()}-{due.ToUnixTimeSeconds() / 60}";
        if (jobs.Exists(job => job.Name() == name))
        {
            return false;
        }

        var active = jobs.Where(job => JobOutcome.Of(job) is null && !job.IsDeleting()).ToList();
        var policy = cron.Text("spec", "concurrencyPolicy");
        if (policy == "Forbid" && active.Count > 0)
        {
            client.Record(cron, "JobAlreadyActive", "Not starting job because prior execution is running and concurrency policy is Forbid");
            return false;
        }

        if (policy == "Replace")
        {
            active.ForEach(job => Delete(cron, job));
        }

        return Create(key, cron, name, due);
    }

    private bool Create(ObjectKey key, JsonObject cron, string name, DateTimeOffset due)
    {
        var template = cron.Child("spec", "jobTemplate")!;
        var metadata = new JsonObject { ["name"] = name, ["namespace"] = cron.Namespace(), ["ownerReferences"] = new JsonArray(OwnerReferences.Controller(cron)) };
        if (template.At("metadata", "labels") is { } labels)
        {
            metadata["labels"] = labels.DeepClone();
        }

        var annotations = template.Child("metadata", "annotations")?.Copy() ?? [];
        annotations["batch.kubernetes.io/cronjob-scheduled-timestamp"] = due.ToTimestamp();
        metadata["annotations"] = annotations;
        try
        {
            client.Create(new JsonObject { ["apiVersion"] = "batch/v1", ["kind"] = "Job", ["metadata"] = metadata, ["spec"] = template["spec"]!.DeepClone() });
        }
        catch (ApiStatusException refused)
        {
            client.Warn(cron, "FailedCreate", $"Error creating job: {refused.Message}");
            return false;
        }

        client.UpdateStatus(key, status => status["lastScheduleTime"] = due.ToTimestamp());
        client.Record(cron, "SuccessfulCreate", $"Created job {name}");
        return true;
    }

    private void Delete(JsonObject cron, JsonObject job)
    {
        client.Delete(new ObjectKey("batch", "jobs", job.Namespace(), job.Name()));
        client.Record(cron, "SuccessfulDelete", $"Deleted job {job.Name()}");
    }
}

/// <summary>The times at which a CronJob should have started a Job and has not: how many, and the latest.</summary>
internal sealed class CronTimes
{
    /// <summary>More than this many missed times are a sign of trouble.</summary>
    public const int Many = 100;

    public CronTimes(JsonObject cron, CronSchedule schedule, DateTimeOffset now)
    {
        var deadline = cron.Number("spec", "startingDeadlineSeconds");
        var from = cron.Time("status", "lastScheduleTime") ?? cron.Created();
        if (deadline is { } seconds && now.AddSeconds(-seconds) > from)
        {
            from = now.AddSeconds(-seconds);
        }

        for (var time = schedule.Next(from); time <= now; time = schedule.Next(time.Value))
        {
            Latest = time;
            Missed++;
        }

        IsTooLate = deadline is { } late && Latest?.AddSeconds(late) < now;
    }

    public DateTimeOffset? Latest { get; }

    public int Missed { get; }

    public bool IsTooLate { get; }
}
