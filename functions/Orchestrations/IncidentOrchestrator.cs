using Autocura.Diagnosis;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Verification;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>
/// One episode of trouble on one workload: analyze, plan, review, execute, verify; and again with what was learned, until it has recovered,
/// the attempts are used up, or a person must decide.
/// </summary>
public static class IncidentOrchestrator
{
    [Function(FunctionNames.Incident)]
    public static async Task<Outcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Incident incident)
    {
        var story = new IncidentStory(context, incident);
        try
        {
            story.Govern(await context.ReadSettingsAsync(incident.Workload));
            return await HealAsync(context, story);
        }
        catch (TaskFailedException broken)
        {
            return await story.CloseAsync(IncidentPhase.Failed, OutcomeKind.Broken, $"{broken.TaskName} failed for good: {broken.FailureDetails.ErrorMessage}");
        }
    }

    private static async Task<Outcome> HealAsync(TaskOrchestrationContext context, IncidentStory story)
    {
        var tried = new List<TriedRemedy>();
        for (var attempt = 1; attempt <= story.Settings.MaxAttempts; attempt++)
        {
            await story.BeginAttemptAsync(attempt);
            var (diagnosis, evidence) = await context.FindOutWhyAsync(story);
            await story.EnterAsync(IncidentPhase.Planning, diagnosis.Reason);
            var draft = await context.DraftPlanAsync(new PlanRequest { Incident = story.Incident, Evidence = evidence, Diagnosis = diagnosis, Attempt = attempt, Tried = tried });
            if (draft.Decision == PlanDecision.HandOver)
            {
                return await story.HandOverAsync(draft.Reason);
            }

            if (draft.Plan is not { } plan)
            {
                if (await context.RecoversAloneAsync(story, evidence, draft.Reason) is { } alone)
                {
                    return await story.CloseAsync(IncidentPhase.Resolved, OutcomeKind.RecoveredAlone, alone.Reason);
                }

                continue;
            }

            if (await AttemptAsync(context, story, plan, evidence, tried) is { } ended)
            {
                return ended;
            }
        }

        return await story.HandOverAsync($"{story.Settings.MaxAttempts} attempts did not help: {string.Join("; ", tried.Select(one => $"{one.Action} on {one.Target}: {one.Result}"))}");
    }

    /// <summary>Carries one plan through. Null: it did not help, and the next attempt may try another.</summary>
    private static async Task<Outcome?> AttemptAsync(TaskOrchestrationContext context, IncidentStory story, RemediationPlan plan, Evidence evidence, List<TriedRemedy> tried)
    {
        var rehearsal = await context.RehearseAsync(plan);
        story.Planned(plan, rehearsal.Diff);
        if (rehearsal.Refusal is not null)
        {
            story.Reviewed(new PlanVerdict(VerdictKind.Denied, $"It cannot be done: {rehearsal.Refusal}", []));
            tried.Add(plan.Tried($"refused: {rehearsal.Refusal}", wasCarriedOut: false));
            return null;
        }

        var verdict = await context.DecideAsync(story, plan, evidence);
        if (verdict.Kind != VerdictKind.Allowed)
        {
            return await story.HandOverAsync(verdict.Reason);
        }

        if (story.Inbox.AllResolved.IsCompleted && await context.RecoversAloneAsync(story, evidence, "Every alert is resolved: nothing is done while it stays so") is { } alone)
        {
            return await story.CloseAsync(IncidentPhase.Resolved, OutcomeKind.RecoveredAlone, alone.Reason);
        }

        return await CarryOutAsync(context, story, plan, evidence, tried);
    }

    /// <summary>Executes and verifies a plan that may be carried out.</summary>
    private static async Task<Outcome?> CarryOutAsync(TaskOrchestrationContext context, IncidentStory story, RemediationPlan plan, Evidence evidence, List<TriedRemedy> tried)
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
