using System.Text.Json.Nodes;

namespace Autocura.Support.Chaos.Invariants;

/// <summary>Every ending, every entry of a timeline, every verdict and every result in the record says why.</summary>
internal sealed class Reasoned : IInvariant
{
    public string Promise => "every decision has a reason";

    public IEnumerable<string> Broken(ChaosRecord record)
    {
        foreach (var incident in record.Incidents)
        {
            if (incident.Outcome is { } outcome && string.IsNullOrWhiteSpace(outcome.Reason))
            {
                yield return $"{outcome.RecordName} ended as {outcome.Kind} without a reason";
            }

            foreach (var entry in incident.Status.Timeline.Where(entry => string.IsNullOrWhiteSpace(entry.Message)))
            {
                yield return $"{incident.Status.RecordName} says nothing at {entry.At:HH:mm:ss} ({entry.Phase})";
            }
        }

        foreach (var plan in record.Plans)
        {
            var (name, status) = (plan["metadata"]!["name"], plan["status"]);
            if (status?["review"] is JsonObject review && IsEmpty(review["reason"]))
            {
                yield return $"the review of {name} gives no reason";
            }

            if (status?["state"]?.GetValue<string>() is "Completed" or "Failed" or "RolledBack" && IsEmpty(status["result"]))
            {
                yield return $"{name} is {status["state"]} without a result";
            }
        }
    }

    private static bool IsEmpty(JsonNode? text) => string.IsNullOrWhiteSpace(text?.GetValue<string>());
}
