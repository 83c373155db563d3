using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Metrics;

/// <summary>Jobs and CronJobs as kube-state-metrics shows them.</summary>
internal static class ExporterBatch
{
    public static void Write(ExporterFamilies families, IReadOnlyList<JsonObject> jobs, IReadOnlyList<JsonObject> cronJobs)
    {
        foreach (var job in jobs)
        {
            WriteJob(families, job);
        }

        foreach (var cron in cronJobs)
        {
            (string, string?)[] who = [("namespace", cron.Namespace()), ("cronjob", cron.Name())];
            families.Gauge("kube_cronjob_info", "Info about cronjob.", 1, [.. who, ("schedule", cron.Text("spec", "schedule")), ("concurrency_policy", cron.Text("spec", "concurrencyPolicy"))]);
            families.Gauge("kube_cronjob_spec_suspend", "Suspend flag tells the controller to suspend subsequent executions.", cron.Is("spec", "suspend") ? 1 : 0, who);
            families.Gauge("kube_cronjob_status_active", "Active holds pointers to currently running jobs.", cron.Items("status", "active").Count(), who);
            Time("kube_cronjob_status_last_schedule_time", "LastScheduleTime keeps information of when was the last time the job was successfully scheduled.", cron, "lastScheduleTime", who);
            Time("kube_cronjob_status_last_successful_time", "LastSuccessfulTime keeps information of when was the last time the job was completed successfully.", cron, "lastSuccessfulTime", who);
        }

        void Time(string metric, string help, JsonObject cron, string field, (string, string?)[] who)
        {
            if (cron.Time("status", field) is { } time)
            {
                families.Gauge(metric, help, time.ToUnixTimeSeconds(), who);
            }
        }
    }

    private static void WriteJob(ExporterFamilies families, JsonObject job)
    {
        (string, string?)[] who = [("namespace", job.Namespace()), ("job_name", job.Name())];
        var owner = job.ControllerReference();
        families.Gauge("kube_job_owner", "Information about the Job's owner.", 1, [.. who, ("owner_kind", owner.Text("kind")), ("owner_name", owner.Text("name")), ("owner_is_controller", owner is null ? "" : "true")]);
        families.Gauge("kube_job_spec_parallelism", "The maximum desired number of pods the job should run at any given time.", job.Whole("spec", "parallelism") ?? 1, who);
        families.Gauge("kube_job_spec_completions", "The desired number of successfully finished pods the job should be run with.", job.Whole("spec", "completions") ?? 1, who);
        families.Gauge("kube_job_status_active", "The number of actively running pods.", job.Count("status", "active"), who);
        families.Gauge("kube_job_status_succeeded", "The number of pods which reached Phase Succeeded.", job.Count("status", "succeeded"), who);
        families.Gauge("kube_job_status_failed", "The number of pods which reached Phase Failed and the reason for failure.", job.Count("status", "failed"), [.. who, ("reason", job.Condition("Failed").Text("reason"))]);
        foreach (var (type, metric, help) in ((string, string, string)[])[("Complete", "kube_job_complete", "The job has completed its execution."), ("Failed", "kube_job_failed", "The job has failed its execution.")])
        {
            if (job.Condition(type) is { } condition)
            {
                families.Gauge(metric, help, condition.Text("status") == "True" ? 1 : 0, [.. who, ("condition", "true")]);
            }
        }

        if (job.Time("status", "startTime") is { } start)
        {
            families.Gauge("kube_job_status_start_time", "StartTime represents time when the job was acknowledged by the Job Manager.", start.ToUnixTimeSeconds(), who);
        }

        if (job.Time("status", "completionTime") is { } completion)
        {
            families.Gauge("kube_job_status_completion_time", "CompletionTime represents time when the job was completed.", completion.ToUnixTimeSeconds(), who);
        }
    }
}
