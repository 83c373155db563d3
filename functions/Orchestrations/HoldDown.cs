using Autocura.Correlation;
using Autocura.Incidents;
using Autocura.Verification;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>Leaving a workload alone whose trouble comes and goes: acting on it again each time would be one more thing that comes and goes.</summary>
internal static class Holding
{
    public static async Task<AfterDiagnosis> HoldDownAsync(this TaskOrchestrationContext context, IncidentStory story, RecoveryBaseline baseline)
    {
        if (story.Self.Ties is not { CauseIsKnown: true } || story.Memory.HeldUntil(context.Now()) is not { } until)
        {
            return AfterDiagnosis.GoOn;
        }

        story.Memory.Held = until;
        story.Note($"{story.Memory.Flapping}: nothing is done until {until:HH:mm:ss} UTC, to see whether it stays");
        using var over = new CancellationTokenSource();
        var timer = context.CreateTimer(until.UtcDateTime, over.Token);
        var first = await Task.WhenAny(timer, story.Inbox.AllResolved);
        over.Cancel();
        story.Memory.Held = null;
        if (first == timer)
        {
            return AfterDiagnosis.LookAgain;
        }

        var assessment = await context.WatchRecoveryAsync(story, null, baseline);
        return assessment.Kind == AssessmentKind.Recovered
            ? new AfterDiagnosis { Ended = await story.CloseAsync(IncidentPhase.Resolved, OutcomeKind.RecoveredAlone, $"{story.Memory.Flapping}, and it recovered while nothing was done: {assessment.Reason}") }
            : AfterDiagnosis.LookAgain;
    }
}
