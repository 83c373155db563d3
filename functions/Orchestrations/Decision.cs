using Autocura.Diagnosis;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Planning;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>May the plan be carried out? The guardrails say, and a person where they ask for one.</summary>
internal static class Decision
{
    /// <summary>Time between two looks at a plan that must wait.</summary>
    private static readonly TimeSpan ReviewAgainAfter = TimeSpan.FromSeconds(30);

    /// <summary>The guardrails' verdict, after whatever waiting and asking it takes.</summary>
    public static async Task<PlanVerdict> DecideAsync(this TaskOrchestrationContext context, IncidentStory story, RemediationPlan plan, Analysis analysis)
    {
        var request = new ReviewRequest { Incident = story.Incident, Plan = plan, Evidence = analysis.Evidence, Settings = story.Settings, Scope = analysis.Scope };
        var giveUpAt = context.Now() + story.Settings.ApprovalTimeout;
        var verdict = await context.ReviewPlanAsync(request);
        story.Reviewed(verdict);
        while (verdict.Kind == VerdictKind.Wait && context.Now() < giveUpAt)
        {
            await context.CreateTimer(ReviewAgainAfter, CancellationToken.None);
            verdict = await context.ReviewPlanAsync(request);
        }

        return verdict.Kind == VerdictKind.NeedsApproval ? await context.AwaitApprovalAsync(story, plan, verdict) : verdict;
    }

    /// <summary>Waits for a decision on this very plan; silence, and alerts that resolve meanwhile, are answers too.</summary>
    public static async Task<PlanVerdict> AwaitApprovalAsync(this TaskOrchestrationContext context, IncidentStory story, RemediationPlan plan, PlanVerdict asked)
    {
        await story.EnterAsync(IncidentPhase.AwaitingApproval, $"Waiting for approval of {plan.Id}: {asked.Reason}");
        using var over = new CancellationTokenSource();
        var timeout = context.CreateTimer(story.Settings.ApprovalTimeout, over.Token);
        PlanVerdict? decided = null;
        while (decided is null)
        {
            var click = context.WaitForExternalEvent<Approval>(EventNames.Approval, over.Token);
            var first = await Task.WhenAny(click, story.Inbox.AllResolved, timeout);
            if (first == click)
            {
                decided = Judge(await click, story, plan, asked);
            }
            else
            {
                decided = first == timeout
                    ? Decided(asked, VerdictKind.Denied, $"Nobody decided within {story.Settings.ApprovalTimeout}.")
                    : Decided(asked, VerdictKind.Allowed, "Every alert was resolved before anybody decided.");
            }
        }

        over.Cancel();
        return decided;
    }

    /// <summary>The verdict of a decision on this plan; null when it was made on another.</summary>
    private static PlanVerdict? Judge(Approval approval, IncidentStory story, RemediationPlan plan, PlanVerdict asked)
    {
        if (approval.PlanId != plan.Id)
        {
            story.Note($"A decision by {approval.By} on {approval.PlanId} does not count: the plan on the table is {plan.Id}");
            return null;
        }

        var said = $"{(approval.Approved ? "Approved" : "Rejected")} by {approval.By}{(approval.Reason is null ? "" : $": {approval.Reason}")}.";
        var verdict = Decided(asked, approval.Approved ? VerdictKind.Allowed : VerdictKind.Denied, said);
        story.Reviewed(verdict);
        return verdict;
    }

    private static PlanVerdict Decided(PlanVerdict asked, VerdictKind kind, string reason) => asked with { Kind = kind, Reason = reason };
}
