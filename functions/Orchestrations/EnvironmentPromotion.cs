using Autocura.Alerts;
using Autocura.Correlation;
using Autocura.Environments;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Verification;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>From a copy that has passed to its source: by an incident, which plans, reviews, verifies and undoes as any other.</summary>
internal static class EnvironmentPromotion
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    public static async Task<EnvironmentEnding> PromoteAsync(this TaskOrchestrationContext context, EnvironmentStory story, EnvironmentSpec spec, Assessment assessment)
    {
        var ballot = PromotedChange.BallotOn(story.Order, spec);
        var next = ballot is null ? "There is nothing to promote." : spec.Promotion switch
        {
            PromotionMode.Manual => $"{EnvironmentNames.Decide(story.Order)} promotes it (change {ballot.PlanHash}).",
            PromotionMode.Automatic => "It is promoted.",
            _ => "It is not to be promoted.",
        };
        story.Inbox.Ask();
        await story.EnterAsync(EnvironmentPhase.Passed, $"{assessment.Reason} {next}");
        if (ballot is null || spec.Promotion == PromotionMode.Never)
        {
            return new EnvironmentEnding($"{assessment.Reason} {next}");
        }

        if (spec.Promotion == PromotionMode.Manual && await context.DecidedAsync(story, ballot) is { } refused)
        {
            story.Promoted(done: false, "NotAllowed", refused);
            return new EnvironmentEnding(refused);
        }

        await story.EnterAsync(EnvironmentPhase.Promoting, $"Promoting it to {spec.Source}: an incident of {PromotedChange.Carrier(story.Order, spec)} carries it. {story.Status.Approval}".Trim());
        return await context.CarryAsync(story, spec);
    }

    /// <summary>Waits for somebody to decide. Null: it may be promoted; else why not.</summary>
    private static async Task<string?> DecidedAsync(this TaskOrchestrationContext context, EnvironmentStory story, Ballot ballot)
    {
        using var over = new CancellationTokenSource();
        await Task.WhenAny(story.Inbox.Decided, story.Inbox.Stopped, context.CreateTimer(story.ExpiresAt.UtcDateTime, over.Token));
        over.Cancel();
        if (!story.Inbox.Decided.IsCompleted)
        {
            return $"Nobody decided. {story.Interruption}";
        }

        var taken = ballot.Take(PromotedChange.DecisionOf(ballot, story.Inbox.IsApproved, story.Inbox.Word));
        story.Approved(taken.Said);
        return taken.Approvals.Count >= taken.Needed ? null : taken.Said;
    }

    private static async Task<EnvironmentEnding> CarryAsync(this TaskOrchestrationContext context, EnvironmentStory story, EnvironmentSpec spec)
    {
        var carrier = PromotedChange.Carrier(story.Order, spec);
        if (await context.OpenIncidentAsync(story, spec, carrier) is not { } incident)
        {
            return context.Cut(story, "before an incident could carry it");
        }

        story.CarriedBy(incident);
        RootLook look;
        while ((look = await context.LookAtRootAsync(carrier.InstanceId)).Life == RootLife.Open)
        {
            if (!await context.PassAsync(story, LookEvery))
            {
                return context.Cut(story, $"while incident {incident} was carrying it: that ends by itself");
            }
        }

        var told = $"Incident {incident} ended: {look.Reason}";
        if (look.Outcome != OutcomeKind.Healed || !look.Reason.Contains($"{story.Order}", StringComparison.Ordinal))
        {
            story.Promoted(done: false, $"{look.Outcome?.ToString() ?? "Gone"}", told);
            return EnvironmentEnding.Failure($"It passed, and was not promoted. {told}");
        }

        story.Promoted(done: true, "Promoted", told);
        await story.EnterAsync(EnvironmentPhase.Promoted, told);
        return new EnvironmentEnding(told);
    }

    /// <summary>Waits until no incident of the workload is open, and opens one. Its name; null when the run must end before.</summary>
    private static async Task<string?> OpenIncidentAsync(this TaskOrchestrationContext context, EnvironmentStory story, EnvironmentSpec spec, WorkloadRef carrier)
    {
        while (true)
        {
            if ((await context.LookAtRootAsync(carrier.InstanceId)).Life != RootLife.Open)
            {
                var delivery = PromotionSignal.For(story.Order, carrier, context.Now());
                if ((await context.DeliverAlertsAsync(delivery)).Results[0].Kind == AlertResultKind.Started)
                {
                    return new Incident { Workload = carrier, OpenedAt = delivery.At, Signals = delivery.Signals }.RecordName;
                }
            }

            if (!await context.PassAsync(story, LookEvery))
            {
                return null;
            }
        }
    }

    private static EnvironmentEnding Cut(this TaskOrchestrationContext context, EnvironmentStory story, string when)
    {
        var told = $"{story.Interruption} That was {when}.";
        story.Promoted(done: false, "Interrupted", told);
        return new EnvironmentEnding(told);
    }
}
