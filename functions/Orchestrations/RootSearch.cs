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

        var decision = await context.AskAsync(story, CorrelationStage.Turn);
        for (var first = true; decision.Kind == CorrelationKind.Wait; first = false)
        {
            if (first)
            {
                story.Note(decision.Reason);
            }

            await context.CreateTimer(decision.After, CancellationToken.None);
            decision = await context.AskAsync(story, CorrelationStage.Turn);
        }

        return decision.Root;
    }

    /// <summary>After the diagnosis. Where it names a workload that has no incident, one is opened.</summary>
    public static async Task<IncidentLink?> FindRootAsync(this TaskOrchestrationContext context, IncidentStory story)
    {
        if (!story.Kin.MayWait)
        {
            return null;
        }

        await story.SaveAsync();
        while (true)
        {
            var decision = await context.AskAsync(story, CorrelationStage.Diagnosed);
            switch (decision.Kind)
            {
                case CorrelationKind.Wait:
                    await context.CreateTimer(decision.After, CancellationToken.None);
                    break;
                case CorrelationKind.OpenOrigin:
                    return await context.OpenOriginAsync(story, decision.Origin!);
                default:
                    return decision.Root;
            }
        }
    }

    /// <summary>
    /// Just before something is changed: says so, looks whether another one acts or is about to, and only then acts. A claim that has grown old, because the
    /// instance was held up after it had looked, is made again.
    /// </summary>
    public static async Task<IncidentLink?> ClaimAsync(this TaskOrchestrationContext context, IncidentStory story)
    {
        var claimed = context.Now();
        while (story.Kin.MayWait)
        {
            story.Take(KinRole.Claiming);
            claimed = context.Now();
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
