using Autocura.Diagnosis;
using Autocura.Planning;
using Autocura.Verification;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>Measuring, over time, whether a workload recovers.</summary>
internal static class RecoveryWatch
{
    /// <summary>Where nothing was done nothing can have made it worse: so long it is given before it is looked at anew.</summary>
    private static readonly TimeSpan Undisturbed = TimeSpan.FromSeconds(60);

    /// <summary>Measures until it can say, or gives up saying so; not more often than <paramref name="atMost"/> asks for, where many measure at once.</summary>
    public static async Task<Assessment> WatchRecoveryAsync(
        this TaskOrchestrationContext context, IncidentStory story, RemediationPlan? plan, RecoveryBaseline baseline, TimeSpan atMost = default)
    {
        var every = atMost > story.Settings.MeasureEvery ? atMost : story.Settings.MeasureEvery;
        var settle = plan?.SettleTime ?? Undisturbed;
        var terms = RecoveryTerms.Of(context.Now(), story.Settings, plan, settle);
        DateTimeOffset? acted = plan is null ? null : terms.StartedAt;
        using var undo = new UndoWait(context, plan);
        Assessment? assessment = null;
        while (assessment is not { IsFinal: true })
        {
            if (assessment is not null)
            {
                if (await undo.ArrivesWithinAsync(every) is { } order)
                {
                    return assessment with { Kind = AssessmentKind.NotRecovered, Reason = order.Told, UndoneFor = order.By };
                }

                await context.KeepHoldAsync(story);
            }

            var round = await context.MeasureAsync(new MeasureRequest
            {
                Incident = story.Incident,
                Plan = plan,
                Baseline = baseline,
                Unresolved = story.Inbox.Unresolved,
                ActedAt = acted,
                SettledAt = Later(acted + terms.Settle, assessment?.RolledOutSince),
                Window = story.Settings.MeasureOver,
                Written = plan is null ? [] : story.Written,
            });
            baseline = assessment is null ? baseline.AtLeast(round) : baseline;
            assessment = RecoveryAssessor.Assess(terms, assessment, round);
            story.Measured(round, assessment);
        }

        return assessment;
    }

    /// <summary>Since when requests tell of the remedy alone; null while it settles or rolls out.</summary>
    private static DateTimeOffset? Later(DateTimeOffset? settled, DateTimeOffset? rolledOut) => settled is null || rolledOut is null ? null : settled > rolledOut ? settled : rolledOut;

    /// <summary>Watches without acting; null when it does not come right.</summary>
    public static async Task<Assessment?> RecoversAloneAsync(this TaskOrchestrationContext context, IncidentStory story, Evidence evidence, string why)
    {
        story.Note(why);
        var assessment = await context.WatchRecoveryAsync(story, null, RecoveryBaseline.Of(evidence));
        return assessment.Kind == AssessmentKind.Recovered ? assessment : null;
    }

    /// <summary>A cluster that cannot be read while it recovers is a criterion that cannot be measured, not the incident's end.</summary>
    private static async Task<MeasurementRound> MeasureAsync(this TaskOrchestrationContext context, MeasureRequest request)
    {
        try
        {
            return await context.MeasureRecoveryAsync(request);
        }
        catch (TaskFailedException unmeasured)
        {
            return new MeasurementRound(context.Now(), [new Measurement("cluster", MeasurementResult.Unmeasurable, unmeasured.FailureDetails.ErrorMessage)]);
        }
    }
}
