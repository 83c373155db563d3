using Autocura.Guardrails;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>May the plan be carried out? The guardrails say, and people where they are asked for.</summary>
internal static class Decision
{
    /// <summary>Time between two looks at a plan that must wait for nobody knows how long.</summary>
    private static readonly TimeSpan ReviewAgainAfter = TimeSpan.FromSeconds(30);

    /// <summary>A window for changes may be a day away.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    /// <summary>After so long a wait the world is another, and a plan that nobody has approved is made anew.</summary>
    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(2);

    /// <summary>Reviews again after something could not be read; then it stays denied.</summary>
    private const int ReadTries = 4;

    /// <summary>What guardrails are asked about.</summary>
    public static ReviewRequest RequestOf(IncidentStory story, RehearsedPlan rehearsed, Analysis analysis) => new()
    {
        Incident = story.Incident,
        Plan = rehearsed.Plan,
        Evidence = analysis.Evidence,
        Settings = story.Settings,
        Scope = analysis.Scope,
        Diff = rehearsed.Rehearsal.Diff.BoundedDiff(),
    };

    /// <summary>The guardrails' verdict, after whatever waiting and asking it takes. Wait: it waited too long to be acted upon.</summary>
    public static async Task<PlanVerdict> DecideAsync(this TaskOrchestrationContext context, IncidentStory story, RehearsedPlan rehearsed, Analysis analysis)
    {
        var request = RequestOf(story, rehearsed, analysis);
        var begun = context.Now();
        var verdict = await context.ReviewAsync(story, request, story.Holding.Patience(StaleAfter));
        if (verdict.Kind == VerdictKind.NeedsApproval)
        {
            return await context.AwaitApprovalAsync(story, request, Ballot.On(rehearsed.Plan, rehearsed.Rehearsal.Sights, rehearsed.Rehearsal.Diff, verdict.Approvers), verdict);
        }

        return verdict.Kind == VerdictKind.Allowed && context.Now() - begun > StaleAfter
            ? verdict with { Kind = VerdictKind.Wait, Reason = $"It waited {(context.Now() - begun).TotalMinutes:0} minutes until it might act." }
            : verdict;
    }

    /// <summary>
    /// Reviews until the answer is one to go by: waits while guardrails say so, and asks a few times more for what could not be read. With a patience it waits no longer than
    /// that before it says Wait, so that a diagnosis is made anew that may have been the reason for waiting.
    /// </summary>
    public static async Task<PlanVerdict> ReviewAsync(this TaskOrchestrationContext context, IncidentStory story, ReviewRequest request, TimeSpan? patience = null)
    {
        var begun = context.Now();
        var giveUpAt = begun + story.Settings.ApprovalTimeout;
        var told = "";
        for (var unread = 0; ;)
        {
            var verdict = await context.ReviewPlanAsync(request);
            if (told != verdict.Reason)
            {
                story.Reviewed(verdict);
                told = verdict.Reason;
            }

            var mayWait = verdict.Kind == VerdictKind.Wait || (verdict is { Kind: VerdictKind.Denied, ChangesAt: not null } && ++unread < ReadTries);
            if (!mayWait || story.Inbox.AllResolved.IsCompleted || (verdict.Kind == VerdictKind.Wait && context.Now() - begun >= patience))
            {
                return verdict;
            }

            var again = verdict.ChangesAt ?? context.Now() + ReviewAgainAfter;
            var limit = verdict.ChangesAt is null ? giveUpAt : giveUpAt > context.Now() + LongestWait ? giveUpAt : context.Now() + LongestWait;
            if (again > limit)
            {
                return verdict with { Kind = VerdictKind.Denied, Reason = $"It would wait too long: {verdict.Reason}" };
            }

            await context.WaitUnlessResolvedAsync(story, again);
        }
    }

    private static async Task WaitUnlessResolvedAsync(this TaskOrchestrationContext context, IncidentStory story, DateTimeOffset until)
    {
        using var over = new CancellationTokenSource();
        var soonest = context.Now() + TimeSpan.FromSeconds(1);
        await Task.WhenAny(context.CreateTimer((until > soonest ? until : soonest).UtcDateTime, over.Token), story.Inbox.AllResolved);
        over.Cancel();
    }
}
