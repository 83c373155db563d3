using Autocura.Guardrails;
using Autocura.Guardrails.Brakes;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Planning.Advising;
using Autocura.Planning.GitOps;
using Autocura.Planning.Learning;

namespace Autocura.Orchestrations;

/// <summary>How carrying a plan out ended: what the brakes are told (null: nothing was changed), and the incident's outcome (null: the next attempt).</summary>
internal sealed record Ending(BrakeResult? Result, OutcomeKind? Kind, string Reason)
{
    /// <summary>What it teaches; null when its effect was not measured.</summary>
    public Lesson? Lesson { get; init; }

    /// <summary>The same of the language model that had spoken; null when none had.</summary>
    public Lesson? AdviceLesson { get; init; }

    /// <summary>With what the measured effect of the plan teaches.</summary>
    public Ending Teaching(RemediationOrder order, bool helped) => this with
    {
        Lesson = Lesson.Of(order.Hold.Holder, order.Plan, helped),
        AdviceLesson = Planning.Advising.AdviceLesson.Of(order.Hold.Holder, order.Plan, helped),
    };

    /// <summary>A plan that was not carried out to its end.</summary>
    public static Ending OfUndone(Execution execution, RemediationPlan plan) => execution.Result switch
    {
        ExecutionResult.TakenBack => new Ending(execution.Receipts.Count == 0 ? null : BrakeResult.Failed, null, execution.Reason),
        ExecutionResult.Stopped => new Ending(BrakeResult.Unknown, OutcomeKind.HandedOver, $"{execution.Reason} What was done stands as it is.{Aftermath.Of(plan, [.. execution.Receipts.SkipLast(1)])}"),
        _ => new Ending(BrakeResult.Failed, OutcomeKind.HandedOver, execution.Reason),
    };
}
