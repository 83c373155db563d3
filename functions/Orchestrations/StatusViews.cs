using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Verification;

namespace Autocura.Orchestrations;

/// <summary>The parts of an incident's status, made small.</summary>
internal static class StatusViews
{
    private const int Causes = 3;
    private const int Lines = 10;

    public static IReadOnlyList<CauseSummary> TopCauses(this RankedHypotheses diagnosis) => [.. diagnosis.Hypotheses.Take(Causes)
        .Select(hypothesis => new CauseSummary(hypothesis.Cause, Math.Round(hypothesis.Probability, 3), StatusBounds.Line(hypothesis.Headline)))];

    public static PlanSummary Summary(this RemediationPlan plan, IReadOnlyList<string> diff) =>
        new(plan.Id, StatusBounds.Line(plan.Strategy), plan.Risk, StatusBounds.Head([.. plan.Steps.Select(step => $"{step.Action} {step.Target}: {step.Why}")], Lines), "")
        {
            Diff = StatusBounds.Head(diff, Lines),
            Forecast = plan.Forecast?.ToString(),
        };

    /// <summary>The change as a review is shown it.</summary>
    public static IReadOnlyList<string> BoundedDiff(this IReadOnlyList<string> diff) => StatusBounds.Head(diff, Lines);

    public static IReadOnlyList<string> AsLines(this MeasurementRound round) =>
        StatusBounds.Head([.. round.Measurements.Select(measurement => $"{measurement.Criterion}: {measurement.Result}, {measurement.Detail}")], Lines);
}
