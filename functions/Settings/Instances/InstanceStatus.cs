using System.Globalization;
using System.Text.Json.Nodes;

namespace Autocura.Settings.Instances;

/// <summary>The status of an Instance, with conditions in the Kubernetes convention.</summary>
internal static class InstanceStatus
{
    private const int LongestMessage = 1024;

    /// <param name="findings">What was found.</param>
    /// <param name="before">The status as it stands: a condition that stays as it is keeps its time, and what others wrote stays.</param>
    /// <param name="now">The time.</param>
    public static JsonObject Of(InstanceFindings findings, JsonObject before, DateTimeOffset now)
    {
        var status = (JsonObject)before.DeepClone();
        var ready = Ready(findings);
        status["observedGeneration"] = findings.Instance.Generation;
        status["ready"] = ready.IsWell;
        status["watchedWorkloads"] = findings.Watched;
        status["conditions"] = new JsonArray(
            Condition("Ready", ready),
            Condition("Ruling", findings.Rules),
            Condition("Watching", findings.Watching),
            Condition("LanguageModel", findings.LanguageModel));
        return status;

        JsonObject Condition(string type, InstanceNote note)
        {
            var word = note.IsWell ? "True" : "False";
            var known = (before["conditions"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(one => $"{one["type"]}" == type && $"{one["status"]}" == word);
            return new JsonObject
            {
                ["type"] = type,
                ["status"] = word,
                ["observedGeneration"] = findings.Instance.Generation,
                ["lastTransitionTime"] = $"{known?["lastTransitionTime"] ?? now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}",
                ["reason"] = note.Reason,
                ["message"] = note.Message.Length <= LongestMessage ? note.Message : note.Message[..LongestMessage],
            };
        }
    }

    /// <summary>Whether it could rule: a target that is not there yet is no reason to let another rule.</summary>
    private static InstanceNote Ready(InstanceFindings findings) => findings switch
    {
        { LanguageModel.IsWell: false } => findings.LanguageModel,
        { Instance.Watcher: { Interval: null } or { Window: null } } => new InstanceNote(IsWell: false, "BadDuration", "spec.watcher.interval and spec.watcher.window must be durations, for example 30s and 2h."),
        _ => new InstanceNote(IsWell: true, "Ready", "It can be gone by."),
    };
}
