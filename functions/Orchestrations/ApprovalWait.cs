using Autocura.Guardrails;
using Autocura.Guardrails.Notices;
using Autocura.Incidents;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>Waiting for people to decide on one plan.</summary>
internal static class ApprovalWait
{
    /// <summary>
    /// Waits for decisions on this very plan. Silence is an answer, and alerts that resolve meanwhile are; time in which changes may not be made does not count. An approved
    /// plan is reviewed once more, for the world went on while people thought.
    /// </summary>
    public static async Task<PlanVerdict> AwaitApprovalAsync(this TaskOrchestrationContext context, IncidentStory story, ReviewRequest request, Ballot ballot, PlanVerdict asked)
    {
        story.Balloted(ballot);
        await story.EnterAsync(IncidentPhase.AwaitingApproval, $"Waiting for {(ballot.Needed > 1 ? $"{ballot.Needed} approvals" : "approval")} of {ballot.PlanId}: {asked.Reason}");
        await story.AnnounceAsync(NoticeMoment.NeedsApproval, asked.Reason);
        var clock = ApprovalClock.Start(story.Settings.ApprovalTimeout, asked, context.Now());
        using var over = new CancellationTokenSource();
        var decision = context.WaitForExternalEvent<Approval>(EventNames.Approval, over.Token);
        PlanVerdict? ended = null;
        while (!ballot.IsDecided && ended is null)
        {
            var first = await context.FirstAsync(decision, story.Inbox.AllResolved, clock.NextLook);
            if (first == News.Decision)
            {
                ballot = ballot.Take((await decision) with { At = context.Now() });
                story.Balloted(ballot);
                decision = context.WaitForExternalEvent<Approval>(EventNames.Approval, over.Token);
            }
            else if (first == News.Resolved)
            {
                ended = asked with { Kind = VerdictKind.Wait, Reason = "Every alert was resolved before anybody decided." };
            }
            else
            {
                (clock, ended) = await context.LookAgainAsync(story, request, clock);
            }
        }

        over.Cancel();
        return ended ?? await context.CountAsync(story, request, ballot, asked);
    }

    /// <summary>Time is up, or a window for changes has closed or opened.</summary>
    private static async Task<(ApprovalClock Clock, PlanVerdict? Ended)> LookAgainAsync(this TaskOrchestrationContext context, IncidentStory story, ReviewRequest request, ApprovalClock clock)
    {
        var verdict = await context.ReviewPlanAsync(request);
        if (verdict is { Kind: VerdictKind.Denied, ChangesAt: null })
        {
            return (clock, verdict);
        }

        return clock.IsOver(context.Now()) && verdict.Kind != VerdictKind.Wait
            ? (clock, verdict with { Kind = VerdictKind.Denied, Reason = $"Nobody decided within {story.Settings.ApprovalTimeout}." })
            : (clock.After(verdict, context.Now()), null);
    }

    private static async Task<PlanVerdict> CountAsync(this TaskOrchestrationContext context, IncidentStory story, ReviewRequest request, Ballot ballot, PlanVerdict asked)
    {
        if (ballot.Rejection is not null)
        {
            return asked with { Kind = VerdictKind.Denied, Reason = ballot.Said };
        }

        var now = await context.ReviewAsync(story, request);
        return now.Kind != VerdictKind.NeedsApproval ? now
            : now.Approvers > ballot.Approvals.Count ? now with { Kind = VerdictKind.Denied, Reason = $"{now.Approvers} people must approve it by now, and {ballot.Approvals.Count} did." }
            : now with { Kind = VerdictKind.Allowed, Reason = string.Join(" ", ballot.Approvals.Select(Ballot.Tell)) };
    }

    private static async Task<News> FirstAsync(this TaskOrchestrationContext context, Task decision, Task resolved, DateTimeOffset at)
    {
        using var early = new CancellationTokenSource();
        var first = await Task.WhenAny(decision, resolved, context.CreateTimer(at.UtcDateTime, early.Token));
        early.Cancel();
        return first == decision ? News.Decision : first == resolved ? News.Resolved : News.Time;
    }

    private enum News
    {
        Decision,
        Resolved,
        Time,
    }
}
