using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Controllers.Batch;

namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>Makes experiments when they are due, pauses them with their Schedule, and forgets the oldest that are over.</summary>
internal sealed class ScheduleController(ClusterClient client) : IController
{
    private const string Plural = "schedules";

    public string Name => "chaos-schedule";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key is { Group: ChaosKind.Group, Plural: Plural } && change.Kind != ChangeKind.Deleted
        ? [change.Key]
        : ChaosKind.Of(change.Key) is null ? [] : OwnerReferences.Of(change.Current, ChaosKind.Group, "Schedule", Plural);

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } schedule || schedule.IsDeleting())
        {
            return null;
        }

        var kind = ChaosKind.All.FirstOrDefault(known => known.Kind == schedule.Text("spec", "type"));
        if (kind is null || Times(schedule) is not { } times)
        {
            return null;
        }

        var made = client.List(ChaosKind.Group, kind.Plural, key.Namespace).Where(chaos => chaos.IsControlledBy(schedule) && !chaos.IsDeleting()).ToList();
        Pause(schedule, kind, made);
        var due = schedule.IsPaused() ? null : Spawn(schedule, kind, times, made);
        Forget(schedule, kind, made);
        client.UpdateStatus(key, status => status["active"] = new JsonArray([.. made.Where(chaos => !chaos.IsFinished(client.Now)).Select(Reference)]));
        return due;
    }

    private CronSchedule? Times(JsonObject schedule)
    {
        try
        {
            return CronSchedule.Parse(schedule.Text("spec", "schedule") ?? "");
        }
        catch (FormatException unreadable)
        {
            client.Warn(schedule, "Failed", $"Failed to get run time: {unreadable.Message}");
            return null;
        }
    }

    private void Pause(JsonObject schedule, ChaosKind kind, List<JsonObject> made)
    {
        foreach (var chaos in made.Where(chaos => chaos.IsPaused() != schedule.IsPaused()))
        {
            client.Update(kind.Key(chaos.Namespace(), chaos.Name()), one => one.Ensure("metadata", "annotations")[ExperimentState.PauseAnnotation] = schedule.IsPaused() ? "true" : "false");
        }
    }

    /// <summary>Makes one if it is time; returns when it is time again.</summary>
    private DateTimeOffset? Spawn(JsonObject schedule, ChaosKind kind, CronSchedule times, List<JsonObject> made)
    {
        var planned = times.Next(schedule.Time("status", "time") ?? schedule.Created());
        if (planned is not { } due || due > client.Now)
        {
            return planned;
        }

        var next = times.Next(client.Now);
        if (schedule.Number("spec", "startingDeadlineSeconds") is { } deadline && due.AddSeconds(deadline) < client.Now)
        {
            client.Warn(schedule, "MissSchedule", $"Missed scheduled time to start a job: {due.ToTimestamp()}");
        }
        else if (schedule.Text("spec", "concurrencyPolicy") != "Allow" && made.Find(chaos => !chaos.IsFinished(client.Now)) is { } running)
        {
            client.Warn(schedule, "Forbid", $"Forbid spawning new job because: {running.Name()} is still running");
            return next;
        }
        else
        {
            made.Add(Create(schedule, kind));
        }

        client.UpdateStatus(new ObjectKey(ChaosKind.Group, Plural, schedule.Namespace(), schedule.Name()), status => status["time"] = client.Now.ToTimestamp());
        return next;
    }

    private JsonObject Create(JsonObject schedule, ChaosKind kind)
    {
        var chaos = client.Create(new JsonObject
        {
            ["apiVersion"] = ChaosKind.ApiVersion,
            ["kind"] = kind.Kind,
            ["metadata"] = new JsonObject
            {
                ["generateName"] = $"{schedule.Name()}-",
                ["namespace"] = schedule.Namespace(),
                ["labels"] = new JsonObject { ["managed-by"] = schedule.Name() },
                ["ownerReferences"] = new JsonArray(OwnerReferences.Controller(schedule)),
            },
            ["spec"] = Template(schedule, kind),
        });
        client.Record(schedule, "Created", $"Create new object: {chaos.Name()}");
        return chaos;
    }

    // The template stands in a field named after the kind, its first letters in lower case: podChaos, httpChaos, ioChaos.
    private static JsonObject Template(JsonObject schedule, ChaosKind kind) =>
        schedule.Child("spec")?.FirstOrDefault(field => string.Equals(field.Key, kind.Kind, StringComparison.OrdinalIgnoreCase)).Value is JsonObject template ? template.Copy() : [];

    private void Forget(JsonObject schedule, ChaosKind kind, List<JsonObject> made)
    {
        var over = made.Where(chaos => chaos.IsFinished(client.Now)).OrderBy(chaos => chaos.Created()).ThenBy(chaos => chaos.Name(), StringComparer.Ordinal).ToList();
        foreach (var old in over.Take(Math.Max(0, over.Count - (schedule.Whole("spec", "historyLimit") ?? 1))))
        {
            client.Delete(kind.Key(old.Namespace(), old.Name()));
            made.Remove(old);
        }
    }

    private static JsonObject Reference(JsonObject chaos) => new()
    {
        ["apiVersion"] = chaos.ApiVersion(),
        ["kind"] = chaos.Kind(),
        ["namespace"] = chaos.Namespace(),
        ["name"] = chaos.Name(),
        ["uid"] = chaos.Uid(),
    };
}
