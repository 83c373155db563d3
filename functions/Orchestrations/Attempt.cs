using Autocura.Diagnosis;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Planning;
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
        var draft = await context.DraftPlanAsync(new PlanRequest { Incident = story.Incident, Evidence = evidence, Diagnosis = diagnosis, Attempt = attempt, Tried = [.. story.Memory.CameBack, .. tried] });
        if (draft.Decision == PlanDecision.HandOver)
        {
            return await story.HandOverAsync(draft.Reason);
        }

        if (draft.Plan is not { } plan)
        {
            return await context.CloseIfWellAsync(story, evidence, draft.Reason);
        }

        var rehearsal = await context.RehearseAsync(plan);
        story.Planned(plan, draft.Candidates, rehearsal.Diff);
        if (rehearsal.Refusal is not null)
        {
            story.Reviewed(new PlanVerdict(VerdictKind.Denied, $"It cannot be done: {rehearsal.Refusal}", []));
            tried.Add(plan.Tried($"refused: {rehearsal.Refusal}", wasCarriedOut: false));
            return null;
        }

        return await context.CarryOutIfAllowedAsync(story, plan, analysis, tried);
    }

    /// <summary>Carries a plan out if guardrails and people allow it, it is still needed, and nobody else acts for this incident.</summary>
    private static async Task<Outcome?> CarryOutIfAllowedAsync(this TaskOrchestrationContext context, IncidentStory story, RemediationPlan plan, Analysis analysis, List<TriedRemedy> tried)
    {
        var evidence = analysis.Evidence;
        var verdict = await context.DecideAsync(story, plan, analysis);
        if (verdict.Kind != VerdictKind.Allowed)
        {
            return await story.HandOverAsync(verdict.Reason);
        }

        if (story.Inbox.AllResolved.IsCompleted && await context.CloseIfWellAsync(story, evidence, "Every alert is resolved: nothing is done while it stays so") is { } alone)
        {
            return alone;
        }

        if (await context.ClaimAsync(story) is { } root)
        {
            story.Kin.YieldTo(root);
            return null;
        }

        return await context.CarryOutAsync(story, plan, evidence, tried);
    }

    private static async Task<Outcome?> CloseIfWellAsync(this TaskOrchestrationContext context, IncidentStory story, Evidence evidence, string why) =>
        await context.RecoversAloneAsync(story, evidence, why) is { } alone
            ? await story.CloseAsync(IncidentPhase.Resolved, OutcomeKind.RecoveredAlone, alone.Reason)
            : null;

    /// <summary>Executes and verifies a plan that may be carried out.</summary>
    private static async Task<Outcome?> CarryOutAsync(this TaskOrchestrationContext context, IncidentStory story, RemediationPlan plan, Evidence evidence, List<TriedRemedy> tried)
    {
        await story.EnterAsync(IncidentPhase.Remediating, plan.Strategy);
        var execution = await context.RemediateAsync(plan);
        story.Executed(execution);
        if (execution.Result != ExecutionResult.Done)
        {
            tried.Add(plan.Tried(execution.Reason, wasCarriedOut: false));
            return execution.Result == ExecutionResult.LeftPartly ? await story.HandOverAsync(execution.Reason) : null;
        }

        await story.EnterAsync(IncidentPhase.Verifying, "Measuring whether it recovers");
        var assessment = await context.WatchRecoveryAsync(story, plan, RecoveryBaseline.Of(evidence));
        if (assessment.Kind == AssessmentKind.Recovered)
        {
            return await story.CloseAsync(IncidentPhase.Resolved, OutcomeKind.Healed, $"{plan.Strategy}: {assessment.Reason}");
        }

        if (assessment.Kind == AssessmentKind.NotRecovered)
        {
            tried.Add(plan.Tried($"no recovery: {assessment.Reason}"));
            return await context.UndoAsync(story, execution, assessment.Reason);
        }

        return await story.HandOverAsync($"{plan.Strategy} was done and stands, but whether it helped cannot be told: {assessment.Reason}");
    }
}
