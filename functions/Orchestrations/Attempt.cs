using Autocura.Diagnosis;
using Autocura.Guardrails;
using Autocura.Guardrails.Brakes;
using Autocura.Guardrails.Notices;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Planning.Foresight;
using Autocura.Planning.GitOps;
using Autocura.Planning.Learning;
using Autocura.Verification;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>One attempt: plan, review, execute, verify.</summary>
internal static class Attempting
{
    /// <summary>Plans upon a diagnosis and carries the plan through. Null: it did not help, and the next attempt may try another.</summary>
    public static async Task<Outcome?> AttemptAsync(this TaskOrchestrationContext context, IncidentStory story, Analysis analysis, int attempt, List<TriedRemedy> tried)
    {
        var (evidence, diagnosis) = (analysis.Evidence, analysis.Diagnosis);
        await story.EnterAsync(IncidentPhase.Planning, diagnosis.Reason);
        await story.AnnounceOpeningAsync();
        var draft = await context.DraftPlanAsync(new PlanRequest
        {
            Incident = story.Incident,
            Evidence = evidence,
            Diagnosis = diagnosis,
            Attempt = attempt,
            Foresight = ForesightTerms.Of(story.Settings),
            ConfidenceThreshold = story.Settings.Planning.ConfidenceThreshold,
            Tried = [.. story.Memory.CameBack, .. tried],
        });
        if (draft.Decision == PlanDecision.HandOver)
        {
            return await story.HandOverAsync(draft.Reason);
        }

        if (draft.Plan is not { } plan)
        {
            return await context.CloseIfWellAsync(story, evidence, draft.Reason);
        }

        var rehearsal = await context.RehearseAsync(plan);
        story.Planned(plan, draft, rehearsal.Diff);
        if (rehearsal.Refusal is not null)
        {
            story.Reviewed(new PlanVerdict(VerdictKind.Denied, $"It cannot be done: {rehearsal.Refusal}", []));
            tried.Add(plan.Tried($"refused: {rehearsal.Refusal}", wasCarriedOut: false));
            return null;
        }

        return await context.CarryOutIfAllowedAsync(story, new RehearsedPlan(plan, rehearsal), analysis, tried);
    }

    /// <summary>Carries a plan out if guardrails and people allow it, it is still needed, and nobody else acts for this incident.</summary>
    private static async Task<Outcome?> CarryOutIfAllowedAsync(this TaskOrchestrationContext context, IncidentStory story, RehearsedPlan rehearsed, Analysis analysis, List<TriedRemedy> tried)
    {
        var trial = await context.TryOnCopyAsync(story, rehearsed, analysis, await context.DecideAsync(story, rehearsed, analysis));
        if (trial.Failed is { } failed)
        {
            tried.Add(rehearsed.Plan.Tried(failed, wasCarriedOut: false));
            return null;
        }

        var verdict = trial.Verdict;
        if (verdict.Kind is VerdictKind.Allowed or VerdictKind.Wait && story.Inbox.AllResolved.IsCompleted
            && await context.CloseIfWellAsync(story, analysis.Evidence, "Every alert is resolved: nothing is done while it stays so") is { } alone)
        {
            return alone;
        }

        if (verdict.Kind != VerdictKind.Allowed)
        {
            return verdict.Kind == VerdictKind.Wait && story.Holding.MayPutAside(verdict.Reason) ? null : await story.HandOverAsync(verdict.Reason);
        }

        if (await context.ClaimAsync(story) is { } root)
        {
            story.Kin.YieldTo(root);
            return null;
        }

        return await context.CarryOutHeldAsync(story, rehearsed, analysis, tried);
    }

    private static async Task<Outcome?> CloseIfWellAsync(this TaskOrchestrationContext context, IncidentStory story, Evidence evidence, string why) =>
        await context.RecoversAloneAsync(story, evidence, why) is { } alone
            ? await story.CloseAsync(IncidentPhase.Resolved, OutcomeKind.RecoveredAlone, alone.Reason)
            : null;

    /// <summary>Carries a plan out while it holds what it needs, and lets go whatever comes of it.</summary>
    private static async Task<Outcome?> CarryOutHeldAsync(this TaskOrchestrationContext context, IncidentStory story, RehearsedPlan rehearsed, Analysis analysis, List<TriedRemedy> tried)
    {
        var (hold, hasWaited) = await context.EngageAsync(story, rehearsed.Plan);
        if (!hold.IsHeld)
        {
            return await story.HandOverAsync(hold.Refused);
        }

        if (hasWaited && story.Holding.MayPutAside("It had to wait until it might act, and looks again"))
        {
            await context.ReleaseAsync(story, new BrakeSettlement(hold, null));
            return null;
        }

        await context.SilenceAsync(story);
        try
        {
            var ending = await context.CarryOutAsync(story, new RemediationOrder { Plan = rehearsed.Plan, Hold = hold, Sights = rehearsed.Rehearsal.Sights }, analysis.Evidence, tried);
            await context.ReleaseAsync(story, new BrakeSettlement(hold, ending.Result) { Lesson = ending.Lesson, AdviceLesson = ending.AdviceLesson });
            return ending.Kind switch
            {
                null => null,
                OutcomeKind.Healed => await story.CloseAsync(IncidentPhase.Resolved, OutcomeKind.Healed, ending.Reason),
                _ => await story.HandOverAsync(ending.Reason),
            };
        }
        catch (TaskFailedException)
        {
            await context.ReleaseAsync(story, new BrakeSettlement(hold, BrakeResult.Unknown));
            throw;
        }
    }

    /// <summary>Executes and verifies a plan that may be carried out.</summary>
    private static async Task<Ending> CarryOutAsync(this TaskOrchestrationContext context, IncidentStory story, RemediationOrder order, Evidence evidence, List<TriedRemedy> tried)
    {
        var plan = order.Plan;
        await story.EnterAsync(IncidentPhase.Remediating, plan.Strategy);
        await story.AnnounceAsync(NoticeMoment.Remediating, plan.Strategy);
        var execution = await context.RemediateAsync(order);
        story.Executed(execution);
        if (execution.Result != ExecutionResult.Done)
        {
            tried.Add(plan.Tried(execution.Reason, wasCarriedOut: false));
            return Ending.OfUndone(execution, plan);
        }

        await story.EnterAsync(IncidentPhase.Verifying, "Measuring whether it recovers");
        var assessment = await context.WatchRecoveryAsync(story, plan, RecoveryBaseline.Of(evidence));
        if (assessment.Kind == AssessmentKind.Recovered)
        {
            return new Ending(BrakeResult.Helped, OutcomeKind.Healed, $"{plan.Strategy}: {assessment.Reason}{Aftermath.Of(plan, execution.Receipts)}").Teaching(order, helped: true);
        }

        if (assessment.Kind == AssessmentKind.NotRecovered)
        {
            tried.Add(plan.Tried($"no recovery: {assessment.Reason}"));
            return await context.TakeBackAsync(story, order, execution, assessment);
        }

        return new Ending(BrakeResult.Unknown, OutcomeKind.HandedOver, $"{plan.Strategy} was done and stands, but whether it helped cannot be told: {assessment.Reason}{Aftermath.Of(plan, execution.Receipts)}");
    }

    /// <summary>Takes a plan back that did not help. One that somebody else took back already is not done again: that would be a fight.</summary>
    private static async Task<Ending> TakeBackAsync(this TaskOrchestrationContext context, IncidentStory story, RemediationOrder order, Execution execution, Assessment assessment)
    {
        if (assessment.UndoneFor.Length > 0)
        {
            return await context.TakeBackForAsync(story, order, execution, assessment);
        }

        var stuck = await context.UndoAsync(story, execution, order.Hold, $"It did not help ({assessment.Reason})");
        var left = Aftermath.Of(order.Plan, story.Receipts);
        return assessment.TakenBack.Length > 0
            ? new Ending(BrakeResult.Unknown, OutcomeKind.HandedOver, $"{Aftermath.TakenBack(order.Plan, execution.Receipts, assessment.TakenBack)}{left}")
            : new Ending(BrakeResult.Failed, stuck is null ? null : OutcomeKind.HandedOver, stuck is null ? left : $"{stuck.Action} did not help and could not be taken back: {stuck.Reason}{left}").Teaching(order, helped: false);
    }

    /// <summary>Takes a plan back because a person wants it, who takes it over: another change behind their back would be the last thing they want. Nothing is learned of it.</summary>
    private static async Task<Ending> TakeBackForAsync(this TaskOrchestrationContext context, IncidentStory story, RemediationOrder order, Execution execution, Assessment assessment)
    {
        var stuck = await context.UndoAsync(story, execution, order.Hold, assessment.Reason);
        var done = stuck is null ? "So it was." : $"{stuck.Action} could not be: {stuck.Reason}";
        return new Ending(BrakeResult.Unknown, OutcomeKind.HandedOver, $"{assessment.Reason}. {done}{Aftermath.Of(order.Plan, story.Receipts)}");
    }
}

/// <summary>A plan, and what the server said to it.</summary>
internal sealed record RehearsedPlan(RemediationPlan Plan, Rehearsal Rehearsal);
