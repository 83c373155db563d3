using Autocura.Guardrails.Brakes;
using Autocura.Planning;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>Holding what a plan needs while it acts: locks that other hosts respect, and a share of the budgets.</summary>
internal static class Braking
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(5);

    /// <summary>Takes what the plan needs, waiting for it as long as a plan may wait for a decision.</summary>
    public static async Task<Engagement> EngageAsync(this TaskOrchestrationContext context, IncidentStory story, RemediationPlan plan)
    {
        var order = BrakeOrder.Of(story.Incident, plan, story.Settings.Review);
        var giveUpAt = context.Now() + story.Settings.ApprovalTimeout;
        var told = "";
        for (var waits = 0; ; waits++)
        {
            var hold = await context.EngageBrakesAsync(order);
            if (hold.IsHeld)
            {
                story.Holding.Take(hold, context.Now());
                return new Engagement(hold, HasWaited: waits > 0);
            }

            if (hold.ChangesAt is not { } again || again > giveUpAt)
            {
                return new Engagement(hold, HasWaited: waits > 0);
            }

            if (told != hold.Refused)
            {
                story.Note($"Waiting: {told = hold.Refused}");
            }

            var wait = again - context.Now();
            await context.CreateTimer(wait > ShortestWait ? wait : ShortestWait, CancellationToken.None);
        }
    }

    /// <summary>Keeps the locks while the effect is measured. A lock that was lost is told; taking steps back asks for it again.</summary>
    public static async Task KeepHoldAsync(this TaskOrchestrationContext context, IncidentStory story)
    {
        if (story.Holding.ToRenew(context.Now()) is not { } hold)
        {
            return;
        }

        try
        {
            if (await context.RenewBrakesAsync(hold) is { Length: > 0 } other)
            {
                story.Note($"A lock was lost: {other}");
            }
        }
        catch (TaskFailedException failed)
        {
            story.Note($"The locks could not be renewed: {failed.FailureDetails.ErrorMessage}");
        }
    }

    /// <summary>Writes down what came of the plan and lets go, of silences too. What cannot be let go expires by itself.</summary>
    public static async Task ReleaseAsync(this TaskOrchestrationContext context, IncidentStory story, BrakeSettlement settlement)
    {
        story.Holding.LetGo();
        await context.LiftSilencesAsync(story);
        try
        {
            if (await context.SettleBrakesAsync(settlement) is { Length: > 0 } uncounted)
            {
                story.Note($"Nothing was learned: {uncounted}");
            }
        }
        catch (TaskFailedException failed)
        {
            story.Note($"What came of it could not be written down, and its locks will expire: {failed.FailureDetails.ErrorMessage}");
        }
    }
}

/// <summary>What a plan got to hold. After a wait the world is another: the plan is made anew.</summary>
internal sealed record Engagement(BrakeHold Hold, bool HasWaited);
