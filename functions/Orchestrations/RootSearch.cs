using Autocura.Correlation;
using Autocura.Incidents;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>Finding out whether another incident acts for this one. Each answer that is not null is the root to wait for.</summary>
internal static class RootSearch
{
    /// <summary>What an incident publishes is seen by all this long after at the latest.</summary>
    private static readonly TimeSpan Visible = TimeSpan.FromSeconds(1);

    /// <summary>Waits for its turn to collect evidence, unless a root is known already that explains it.</summary>
    public static async Task<IncidentLink?> AwaitTurnAsync(this TaskOrchestrationContext context, IncidentStory story)
    {
        if (story.Kin.Role != KinRole.Undecided)
        {
            return null;
        }

        if (story.Self.Kinship.Parent is not null)
        {
            await context.CreateTimer(Visible, CancellationToken.None); // others were released with it: who comes first can be told when all have said so
        }

        return (await context.AskUntilAnsweredAsync(story, CorrelationStage.Turn)).Root;
    }

    /// <summary>After the diagnosis. Where it names a workload that has no incident, one is opened.</summary>
    public static async Task<IncidentLink?> FindRootAsync(this TaskOrchestrationContext context, IncidentStory story)
    {
        if (!story.Kin.MayWait)
        {
            return null;
        }

        await story.SaveAsync();
        var decision = await context.AskUntilAnsweredAsync(story, CorrelationStage.Diagnosed);
        return decision.Kind == CorrelationKind.OpenOrigin ? await context.OpenOriginAsync(story, decision.Origin!) : decision.Root;
    }

    /// <summary>
    /// Just before something is changed: says so, looks whether another one acts or is about to, and only then acts. A claim that has grown old, because the
    /// instance was held up after it had looked, is made again.
    /// </summary>
    public static async Task<IncidentLink?> ClaimAsync(this TaskOrchestrationContext context, IncidentStory story)
    {
        while (story.Kin.MayWait)
        {
            story.Take(KinRole.Claiming);
            var claimed = context.Now();
            await context.CreateTimer(Visible, CancellationToken.None);
            var decision = await context.AskAsync(story, CorrelationStage.Claim);
            if (decision.Kind == CorrelationKind.Attach)
            {
                return decision.Root;
            }

            if (decision.Kind == CorrelationKind.Proceed && context.Now() - claimed < Correlator.ClaimLife)
            {
                break;
            }

            await context.CreateTimer(decision.After, CancellationToken.None);
        }

        story.Take(KinRole.Acting);
        return null;
    }

    /// <summary>Asks again as long as the answer is to wait; that an incident waits for its turn is told once.</summary>
    private static async Task<CorrelationDecision> AskUntilAnsweredAsync(this TaskOrchestrationContext context, IncidentStory story, CorrelationStage stage)
    {
        var decision = await context.AskAsync(story, stage);
        if (decision.Kind == CorrelationKind.Wait && stage == CorrelationStage.Turn)
        {
            story.Note(decision.Reason);
        }

        while (decision.Kind == CorrelationKind.Wait)
        {
            await context.CreateTimer(decision.After, CancellationToken.None);
            decision = await context.AskAsync(story, stage);
        }

        return decision;
    }

    private static Task<CorrelationDecision> AskAsync(this TaskOrchestrationContext context, IncidentStory story, CorrelationStage stage) => context.CorrelateAsync(new CorrelationRequest
    {
        Stage = stage,
        Self = story.Self,
        Settings = story.Settings.Correlation,
        At = context.Now(),
        Onset = story.Onset(),
        SignalNodes = story.SignalNodes(),
    });

    private static async Task<IncidentLink?> OpenOriginAsync(this TaskOrchestrationContext context, IncidentStory story, WorkloadRef origin)
    {
        var delivery = OriginSignal.For(origin, story.Self.Kinship.Ties!, context.Now());
        try
        {
            var result = (await context.DeliverAlertsAsync(delivery)).Results[0];
            return OriginSignal.LinkOf(delivery, result) ?? story.Alone($"{origin} is the origin, and no incident is open for it: {result.Reason}");
        }
        catch (TaskFailedException failed)
        {
            return story.Alone($"{origin} is the origin, and no incident could be opened for it: {failed.FailureDetails.ErrorMessage}");
        }
    }
}
