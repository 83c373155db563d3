using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Verification;

namespace Autocura.Support.Healing;

/// <summary>What was expected of a plan that was carried out and measured, and what came of it, as its record tells.</summary>
/// <param name="Action">The first action.</param>
/// <param name="Chance">Share of the simulated futures in which it recovered.</param>
/// <param name="Fast">One in ten of those is faster, in seconds from the act until it is measured to be well.</param>
/// <param name="Slow">One in ten is slower.</param>
/// <param name="HasRecovered">Whether it did.</param>
/// <param name="Seconds">After how many seconds it was well for good.</param>
internal sealed record PredictedRecovery(string Action, double Chance, double Fast, double Slow, bool HasRecovered, double Seconds)
{
    public bool IsWithin => HasRecovered && Seconds >= Fast && Seconds <= Slow;

    /// <summary>Null for a plan that was not simulated, not carried out, or could not be measured.</summary>
    public static PredictedRecovery? Of(JsonObject plan, TimeSpan holdFor)
    {
        var (status, simulation) = (plan["status"], plan["spec"]?["candidates"]?[0]?["simulation"]);
        if (simulation?["fastSeconds"] is null || status?["startedAt"] is null || status["completedAt"] is null || !Enum.TryParse<AssessmentKind>(status["verdict"]?.ToString(), out var verdict) || verdict is not (AssessmentKind.Recovered or AssessmentKind.NotRecovered))
        {
            return null;
        }

        var took = Time(status["completedAt"]) - Time(status["startedAt"]) - holdFor;
        return new PredictedRecovery(
            plan["spec"]!["actions"]![0]!["type"]!.ToString(),
            simulation["recovers"]!.GetValue<double>(),
            simulation["fastSeconds"]!.GetValue<double>(),
            simulation["slowSeconds"]!.GetValue<double>(),
            verdict == AssessmentKind.Recovered,
            Math.Max(0, took.TotalSeconds));
    }

    private static DateTimeOffset Time(JsonNode? text) => DateTimeOffset.Parse(text!.ToString(), CultureInfo.InvariantCulture);
}
