using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.GitOps;

/// <summary>The condition Ready as Flux writes it, and the interval at which Flux looks again.</summary>
internal static class FluxConditions
{
    private static readonly TimeSpan Fallback = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>How one reconciliation ended.</summary>
    internal sealed record Outcome(string Status, string Reason, string Message);

    public static TimeSpan Interval(JsonObject obj) => GoDuration.TryParse(obj.Text("spec", "interval"), out var interval) && interval >= Shortest ? interval : Fallback;

    public static void Write(JsonObject status, JsonObject obj, DateTimeOffset now, Outcome outcome)
    {
        var since = obj.Condition("Ready") is { } before && before.Text("status") == outcome.Status && before.Text("reason") == outcome.Reason
            ? before.Text("lastTransitionTime")
            : now.ToTimestamp();
        status["conditions"] = new JsonArray(new JsonObject
        {
            ["type"] = "Ready",
            ["status"] = outcome.Status,
            ["reason"] = outcome.Reason,
            ["message"] = outcome.Message,
            ["observedGeneration"] = obj.Count("metadata", "generation"),
            ["lastTransitionTime"] = since,
        });
    }
}
