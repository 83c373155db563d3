using Autocura.Guardrails.Brakes;
using Autocura.Planning;

namespace Autocura.Guardrails;

/// <summary>A plan that may be carried out, with what it holds while it is, and with what each step was judged upon.</summary>
public sealed record RemediationOrder
{
    public required RemediationPlan Plan { get; init; }

    public required BrakeHold Hold { get; init; }

    /// <summary>One for each step, in the plan's order.</summary>
    public required IReadOnlyList<StepSight> Sights { get; init; }

    /// <summary>
    /// Why a step must not be done now: somebody changed its object since the plan was judged. Null when it is as it was, or an earlier step of the plan itself changed it.
    /// </summary>
    public string? Outdated(int step, PreparedStep now)
    {
        var seen = Sights[step];
        var isChangedByPlan = Sights.Take(step).Any(earlier => earlier.Target == seen.Target);
        return isChangedByPlan || StepSight.Of(now) == seen ? null : $"{now.Target} was changed since the plan was judged: it is not touched.";
    }
}

/// <summary>A step to carry out, and what is held for it.</summary>
public sealed record StepToApply(PreparedStep Step, BrakeHold Hold);

/// <summary>A step to take back, and what is held for it.</summary>
public sealed record StepToRevert(ActionReceipt Receipt, BrakeHold Hold);
