using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Environments;

namespace Autocura.Ledger.Environments;

/// <summary>A parallel environment's status and Events as JSON, within the bounds of their schemas.</summary>
internal static class EnvironmentManifest
{
    private const int MostObjects = 64;
    private const int MostLeft = 16;
    private const int MostMeasurements = 16;
    private const int MostIncidents = 8;

    public static JsonObject Status(EnvironmentRecord record)
    {
        var status = record.Status;
        var written = new JsonObject
        {
            ["observedGeneration"] = record.Order.Generation,
            ["phase"] = $"{status.Phase}",
            ["startedAt"] = Manifest.Time(status.StartedAt),
            ["reason"] = Manifest.Text(status.Reason, Manifest.Prose),
            ["conditions"] = new JsonArray([.. status.Conditions.Select(condition => Condition(condition, record.Order.Generation))]),
            ["objects"] = Manifest.Texts(status.Objects, MostObjects, Manifest.Sentence),
            ["left"] = Manifest.Texts(status.Left, MostLeft, Manifest.Sentence),
            ["measurements"] = Manifest.Texts(status.Measurements, MostMeasurements, Manifest.Sentence),
            ["incidents"] = Manifest.Texts(status.Incidents, MostIncidents, Manifest.Sentence),
        };
        foreach (var (name, text) in new[]
        {
            ("namespace", status.Target),
            ("verdict", $"{status.Verdict}"),
            ("approval", Manifest.Text(status.Approval, Manifest.Sentence)),
            ("completedAt", status.CompletedAt is { } completed ? Manifest.Time(completed) : ""),
            ("expiresAt", status.ExpiresAt is { } expires ? Manifest.Time(expires) : ""),
        })
        {
            if (text.Length > 0)
            {
                written[name] = text;
            }
        }

        return written;
    }

    /// <summary>Known by generation and phase, so one that is there is not written again.</summary>
    public static JsonObject Event(EnvironmentRecord record)
    {
        var (order, status) = (record.Order, record.Status);
        var at = $"{record.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";
        var about = Manifest.Resource(Kinds.ParallelEnvironment.Ref(order.Namespace, order.Name));
        about["uid"] = order.Uid;
        return new JsonObject
        {
            ["apiVersion"] = Kinds.Event.ApiVersion,
            ["kind"] = Kinds.Event.Kind,
            ["metadata"] = new JsonObject { ["name"] = $"{order.Name}.{order.Uid[..Math.Min(8, order.Uid.Length)]}.{order.Generation}.{$"{status.Phase}".ToLowerInvariant()}", ["namespace"] = order.Namespace },
            ["involvedObject"] = about,
            ["type"] = status.Phase is EnvironmentPhase.NotPassed or EnvironmentPhase.Failed ? "Warning" : "Normal",
            ["reason"] = $"AutocuraEnvironment{status.Phase}",
            ["message"] = Manifest.Text(status.Reason, Manifest.Sentence),
            ["firstTimestamp"] = at,
            ["lastTimestamp"] = at,
            ["count"] = 1,
            ["reportingComponent"] = "autocura",
            ["reportingInstance"] = "autocura",
            ["source"] = new JsonObject { ["component"] = "autocura" },
        };
    }

    private static JsonObject Condition(EnvironmentCondition condition, long generation) => new()
    {
        ["type"] = condition.Type,
        ["status"] = condition.Is switch { true => "True", false => "False", null => "Unknown" },
        ["observedGeneration"] = generation,
        ["lastTransitionTime"] = Manifest.Time(condition.Since),
        ["reason"] = condition.Reason,
        ["message"] = Manifest.Text(condition.Message, Manifest.Prose),
    };
}
