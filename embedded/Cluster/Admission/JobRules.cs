using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers.Batch;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>Rules for Jobs.</summary>
internal sealed class JobRules : KindRules
{
    private static readonly string[] Fixed = ["selector", "template", "completions", "completionMode"];
    private static readonly string[] LabelPrefixes = ["", "batch.kubernetes.io/"];

    /// <inheritdoc />
    public override void Default(JsonObject obj) => DefaultSpec(obj.Ensure("spec"));

    /// <inheritdoc />
    public override IEnumerable<StatusCause> Validate(JsonObject obj) => ValidateSpec(obj, "spec");

    /// <inheritdoc />
    public override IEnumerable<StatusCause> ValidateUpdate(JsonObject before, JsonObject after) =>
        Fixed.Where(field => !JsonNode.DeepEquals(before.At("spec", field), after.At("spec", field))).Select(field => Causes.Immutable($"spec.{field}", after.At("spec", field)));

    /// <summary>Labels the pods of a new Job with its uid and selects them by it.</summary>
    public static void Identify(JsonObject job)
    {
        if (job.Flag("spec", "manualSelector") == true)
        {
            return;
        }

        var spec = job.Ensure("spec");
        var labels = spec.Ensure("template", "metadata", "labels");
        foreach (var prefix in LabelPrefixes)
        {
            labels[$"{prefix}controller-uid"] = job.Uid();
            labels[$"{prefix}job-name"] = job.Name();
        }

        spec["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["batch.kubernetes.io/controller-uid"] = job.Uid() } };
    }

    public static void DefaultSpec(JsonObject spec)
    {
        if (spec["completions"] is null && spec.Number("parallelism") is null or 1)
        {
            spec["completions"] = 1;
        }

        if (spec.Child("template", "spec") is { } pod)
        {
            PodRules.DefaultSpec(pod);
        }
    }

    public static IEnumerable<StatusCause> ValidateSpec(JsonObject obj, string path)
    {
        var policy = obj.Text([.. path.Split('.'), "template", "spec", "restartPolicy"]);
        if (policy is not ("OnFailure" or "Never"))
        {
            yield return Causes.NotSupported($"{path}.template.spec.restartPolicy", policy ?? "", "OnFailure", "Never");
        }

        foreach (var cause in Causes.NotNegative(obj, $"{path}.parallelism", $"{path}.completions", $"{path}.backoffLimit").Concat(PodRules.ValidateTemplate(obj, $"{path}.template")))
        {
            yield return cause;
        }
    }
}

/// <summary>Rules for CronJobs.</summary>
internal sealed class CronJobRules : KindRules
{
    /// <inheritdoc />
    public override void Default(JsonObject obj)
    {
        if (obj.Child("spec", "jobTemplate", "spec", "template", "spec") is { } pod)
        {
            PodRules.DefaultSpec(pod);
        }
    }

    /// <inheritdoc />
    public override IEnumerable<StatusCause> Validate(JsonObject obj)
    {
        var schedule = obj.Text("spec", "schedule") ?? "";
        if (Unreadable(schedule) is { } wrong)
        {
            yield return Causes.Invalid("spec.schedule", schedule, wrong);
        }

        if (obj.Text("spec", "timeZone") is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            yield return Causes.Invalid("spec.timeZone", zone, $"unknown time zone {zone}");
        }

        foreach (var cause in JobRules.ValidateSpec(obj, "spec.jobTemplate.spec"))
        {
            yield return cause;
        }
    }

    private static string? Unreadable(string schedule)
    {
        try
        {
            CronSchedule.Parse(schedule);
            return null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }
}
