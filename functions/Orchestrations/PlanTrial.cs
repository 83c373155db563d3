using Autocura.Environments;
using Autocura.Guardrails;
using Autocura.Planning;
using Autocura.Verification;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>Trying an allowed plan on a copy before it is carried out, where that is asked for.</summary>
internal static class PlanTrial
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    /// <summary>
    /// What may be done after the trial. What has passed is reviewed once more, for the world went on while the copy was measured; where the copy could not tell, people are asked.
    /// </summary>
    public static async Task<TrialResult> TryOnCopyAsync(this TaskOrchestrationContext context, IncidentStory story, RehearsedPlan rehearsed, Analysis analysis, PlanVerdict verdict)
    {
        if (verdict.Kind != VerdictKind.Allowed || TrialTerms.Of(rehearsed.Plan, analysis.Evidence) is not { } terms)
        {
            return new TrialResult(verdict);
        }

        var (kind, told) = await context.TryAsync(story, rehearsed.Plan, terms);
        story.Note(told);
        if (kind == AssessmentKind.NotRecovered)
        {
            return new TrialResult(verdict) { Failed = told };
        }

        var request = Decision.RequestOf(story, rehearsed, analysis);
        if (kind != AssessmentKind.Recovered)
        {
            return new TrialResult(await context.AskAsync(story, rehearsed, request, verdict with { Kind = VerdictKind.NeedsApproval, Reason = told }));
        }

        var now = await context.ReviewAsync(story, request);
        return new TrialResult(now switch
        {
            { Kind: not VerdictKind.NeedsApproval } => now,
            _ when now.AsksAnew(verdict) => await context.AskAsync(story, rehearsed, request, now),
            _ => verdict,
        });
    }

    private static Task<PlanVerdict> AskAsync(this TaskOrchestrationContext context, IncidentStory story, RehearsedPlan rehearsed, ReviewRequest request, PlanVerdict asked) =>
        context.AwaitApprovalAsync(story, request, Ballot.On(rehearsed.Plan, rehearsed.Rehearsal.Sights, rehearsed.Rehearsal.Diff, asked.Approvers), asked);

    private static async Task<(AssessmentKind Kind, string Told)> TryAsync(this TaskOrchestrationContext context, IncidentStory story, RemediationPlan plan, TrialTerms terms)
    {
        if (TrialTerms.Refusal(story.Incident.Workload, plan) is { } refusal)
        {
            return (AssessmentKind.Unmeasurable, $"It cannot be tried on a copy: {refusal}.");
        }

        var within = story.Settings.RecoverWithin + plan.SettleTime;
        var start = await context.StartTrialAsync(new TrialOrder(story.Incident, plan, terms, within));
        if (start.Environment is not { } environment)
        {
            return (AssessmentKind.Unmeasurable, $"It could not be tried on a copy: {start.Refused}");
        }

        story.Note($"{environment} tries it on a copy first");
        var giveUpAt = context.Now() + within + within;
        var look = await context.LookAtTrialAsync(environment);
        while (!look.IsOver && context.Now() < giveUpAt)
        {
            await context.CreateTimer(LookEvery, CancellationToken.None);
            look = await context.LookAtTrialAsync(environment);
        }

        return look.Verdict switch
        {
            AssessmentKind.Recovered => (AssessmentKind.Recovered, $"It passed on a copy: {look.Reason}"),
            AssessmentKind.NotRecovered => (AssessmentKind.NotRecovered, $"It did not pass on a copy: {look.Reason}"),
            _ => (AssessmentKind.Unmeasurable, $"A copy could not tell whether it helps ({look.Phase}): {look.Reason}"),
        };
    }
}

/// <summary>What a trial leaves of a verdict, and why the plan did not pass; null when it did, or nobody could tell.</summary>
internal sealed record TrialResult(PlanVerdict Verdict)
{
    public string? Failed { get; init; }
}
