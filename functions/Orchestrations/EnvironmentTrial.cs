using Autocura.Diagnosis;
using Autocura.Environments;
using Autocura.Guardrails;
using Autocura.Guardrails.Brakes;
using Autocura.Planning;
using Autocura.Verification;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>Doing to a copy what is to be done to its source, and measuring it.</summary>
internal static class EnvironmentTrial
{
    /// <summary>A window is measured so often at most: its history must stay short.</summary>
    private const int MostRounds = 200;

    /// <summary>Carries the steps out on the copy, one after the other. A text is why one could not be.</summary>
    public static async Task<string?> ChangeAsync(this TaskOrchestrationContext context, EnvironmentStory story, EnvironmentSpec spec, EnvironmentOpening opening)
    {
        for (var i = 0; i < spec.Actions.Count; i++)
        {
            var step = spec.Actions[i];
            var refusal = GoesByThePast(step)
                ? (await context.ChangeCopyAsync(new ChangeOrder(new CopyOrder(story.Order, spec), step, $"{story.Order.InstanceId}/{story.Order.Generation}/{i + 1}"))).Refused
                : await context.CarryOutAsync(story.Order, Moved(story.Order, spec, i), opening);
            if (refusal.Length > 0)
            {
                return $"{step.Action} on {step.Target.Kind} {step.Target.Name} cannot be done to the copy: {refusal}";
            }
        }

        return null;
    }

    /// <summary>What goes by an object's own past, which a copy has not: it is worked out on the source, and the copy is made like the source would be.</summary>
    private static bool GoesByThePast(PlanStep step) => step.Action is ActionNames.RollBackRelease or ActionNames.RestoreKnownGood;

    /// <summary>Null: the run must end before anything can be said.</summary>
    public static async Task<Assessment?> VerifyCopyAsync(this TaskOrchestrationContext context, EnvironmentStory story, EnvironmentSpec spec, EnvironmentOpening opening)
    {
        var deadline = spec.Timeout > opening.Settle ? spec.Timeout : opening.Settle;
        var terms = new RecoveryTerms(context.Now(), spec.HoldFor, opening.Settle, deadline);
        var shortest = (deadline + spec.HoldFor) / MostRounds;
        var every = opening.MeasureEvery > shortest ? opening.MeasureEvery : shortest;
        Assessment? assessment = null;
        while (assessment is not { IsFinal: true })
        {
            if (assessment is not null && !await context.PassAsync(story, every))
            {
                return null;
            }

            var round = await context.MeasureCopyAsync(story.Order, spec);
            assessment = RecoveryAssessor.Assess(terms, assessment, round);
            story.Measured(round, assessment);
        }

        return assessment;
    }

    /// <summary>Lets time pass. False: the run must end.</summary>
    public static async Task<bool> PassAsync(this TaskOrchestrationContext context, EnvironmentStory story, TimeSpan span)
    {
        using var over = new CancellationTokenSource();
        var until = context.Now() + span;
        await Task.WhenAny(context.CreateTimer((until < story.ExpiresAt ? until : story.ExpiresAt).UtcDateTime, over.Token), story.Inbox.Stopped);
        over.Cancel();
        return story.Interruption is null;
    }

    /// <summary>One step of the change as a plan upon the copy: it is tried on the server first, done once, and the kill switch stops it.</summary>
    private static async Task<string> CarryOutAsync(this TaskOrchestrationContext context, EnvironmentOrder order, RemediationPlan plan, EnvironmentOpening opening)
    {
        var rehearsal = await context.RehearseAsync(plan);
        if (rehearsal.Refusal is { } refused)
        {
            return refused;
        }

        // Nobody else acts on a copy: there is nothing to lock.
        var hold = new BrakeHold { Cluster = order.Cluster, Holder = plan.Id, Locked = [], Settings = opening.Review };
        var execution = await context.RemediateAsync(new RemediationOrder { Plan = plan, Hold = hold, Sights = rehearsal.Sights });
        return execution.Result == ExecutionResult.Done ? "" : execution.Reason;
    }

    private static RemediationPlan Moved(EnvironmentOrder order, EnvironmentSpec spec, int step) => new()
    {
        Id = $"{order.InstanceId}/{order.Generation}/{step + 1}",
        Attempt = 1,
        Cause = Cause.Unknown,
        Probability = 0,
        Steps = [spec.Actions[step] with { Target = spec.Actions[step].Target with { Namespace = spec.Target } }],
        Strategy = $"{spec.Actions[step].Action} on the copy",
        Risk = 0,
        BlastRadius = BlastRadius.Workload,
        SettleTime = TimeSpan.Zero,
    };

    /// <summary>A cluster that cannot be read for a while is a criterion that cannot be measured, not the run's end.</summary>
    private static async Task<MeasurementRound> MeasureCopyAsync(this TaskOrchestrationContext context, EnvironmentOrder order, EnvironmentSpec spec)
    {
        try
        {
            return await context.MeasureEnvironmentAsync(new EnvironmentMeasure(order, spec));
        }
        catch (TaskFailedException unmeasured)
        {
            return new MeasurementRound(context.Now(), [new Measurement("cluster", MeasurementResult.Unmeasurable, unmeasured.FailureDetails.ErrorMessage)]);
        }
    }
}
