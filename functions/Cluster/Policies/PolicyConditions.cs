using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.Cluster.Policies;

/// <summary>Conditions in the Kubernetes convention: one entry a type, whose transition time changes with its status alone.</summary>
internal static class PolicyConditions
{
    private const int LongestMessage = 1024;

    /// <summary>The object's conditions with those given in the place of others of their type.</summary>
    public static JsonArray With(JsonObject before, DateTimeOffset now, params ReadOnlySpan<PolicyCondition> conditions)
    {
        var kept = before.Items("status", "conditions").Select(condition => condition.DeepClone().AsObject()).ToList();
        foreach (var condition in conditions)
        {
            var known = kept.FindIndex(other => other.Text("type") == condition.Type);
            var made = Condition(condition, before, known < 0 ? null : kept[known], now);
            if (known < 0) kept.Add(made);
            else kept[known] = made;
        }

        return new JsonArray([.. kept]);
    }

    /// <summary>The generation that a status describes.</summary>
    public static long Generation(JsonObject before) => before.Long("metadata", "generation") ?? 1;

    /// <summary>Whether the status is of the spec as it is now.</summary>
    public static bool IsObserved(JsonObject before) => before.Long("status", "observedGeneration") == Generation(before);

    /// <summary>Whether the object already says so.</summary>
    public static bool Says(JsonObject before, PolicyCondition condition) =>
        before.Condition(condition.Type) is { } known && known.Text("status") == condition.Status && known.Text("reason") == condition.Reason;

    private static JsonObject Condition(PolicyCondition condition, JsonObject before, JsonObject? known, DateTimeOffset now) => new()
    {
        ["type"] = condition.Type,
        ["status"] = condition.Status,
        ["observedGeneration"] = Generation(before),
        ["lastTransitionTime"] = known.Text("status") == condition.Status && known.Text("lastTransitionTime") is { } since ? since : Stamp(now),
        ["reason"] = condition.Reason,
        ["message"] = condition.Message.Clip(LongestMessage),
    };

    /// <summary>A moment as Kubernetes writes it, to the second.</summary>
    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>One observation of a policy's state.</summary>
internal sealed record PolicyCondition(string Type, bool? Is, string Reason, string Message)
{
    public const string Ready = "Ready";

    public string Status => Is switch { true => "True", false => "False", _ => "Unknown" };
}
