using Autocura.Correlation;
using Autocura.Incidents;
using Autocura.Verification;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>A child's waiting for its root, and what follows it.</summary>
internal static class RootWait
{
    /// <summary>A root that says it has ended is shown as ended a moment later.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    /// <summary>Waits until the root has ended, is gone or took too long, or who is the root has to be decided again.</summary>
    public static async Task<Release> WaitForRootAsync(this TaskOrchestrationContext context, IncidentStory story, IncidentLink root)
    {
        await story.AttachAsync(root);
        var giveUpAt = context.Now() + story.Settings.Correlation.WaitForRoot;
        for (var looks = 0; ; looks++)
        {
            var verdict = RootWatch.Judge(story.Self, root, await context.LookAtRootAsync(root.InstanceId), context.Now() >= giveUpAt);
            if (verdict.Release is { } release)
            {
                return story.Release(release);
            }

            if (verdict.Follow is { } next && story.Kin.MayFollow)
            {
                root = next;
                await story.AttachAsync(next);
            }
            else if (verdict.Follow is { } another)
            {
                return story.Release(new Release(ReleaseKind.Undecided, root, $"It was sent on too often, at last to the incident of {another.Workload}."));
            }
            else
            {
                root = verdict.Keep!;
                story.Know(root);
                await context.RootEndsAsync(root, LookAgainAfter(looks));
            }
        }
    }

    /// <summary>
    /// When to look at the root again, should its word that it has ended get lost. The first looks are close: a pair that would wait for each other finds out
    /// soon.
    /// </summary>
    private static TimeSpan LookAgainAfter(int looks) => TimeSpan.FromSeconds(Math.Min(60, 10 * (looks + 1)));

    /// <summary>What a fresh diagnosis means for one that waited: it closes with its root, or goes on.</summary>
    public static async Task<AfterDiagnosis> FollowRootAsync(this TaskOrchestrationContext context, IncidentStory story, Release release, RecoveryBaseline baseline)
    {
        var root = release.Root;
        switch (AfterRoot.Decide(release, story.Self, story.Settings.Correlation.Window))
        {
            case NextStep.HandOver:
                var handed = $"Incident {root.RecordName} of {root.Workload} has the same cause and was handed over: {release.Reason}";
                return new AfterDiagnosis { Ended = await story.CloseWithAsync(root, OutcomeKind.HandedOver, handed) };
            case NextStep.Watch:
                story.Note($"Incident {root.RecordName} is resolved: seeing whether this one recovers with it");
                var assessment = await context.WatchRecoveryAsync(story, null, baseline, story.Settings.HoldFor / 2);
                return assessment.Kind == AssessmentKind.Recovered
                    ? new AfterDiagnosis { Ended = await story.CloseWithAsync(root, OutcomeKind.RecoveredAlone, $"Recovered with incident {root.RecordName} of {root.Workload}: {assessment.Reason}") }
                    : AfterDiagnosis.LookAgain;
            default:
                return AfterDiagnosis.GoOn;
        }
    }

    /// <summary>Until the root says that it has ended, or it is time to look.</summary>
    private static async Task RootEndsAsync(this TaskOrchestrationContext context, IncidentLink root, TimeSpan lookAfter)
    {
        using var over = new CancellationTokenSource();
        var timer = context.CreateTimer(lookAfter, over.Token);
        while (true)
        {
            var ended = context.WaitForExternalEvent<string>(EventNames.RootEnded, over.Token);
            if (await Task.WhenAny(ended, timer) == timer)
            {
                over.Cancel();
                return;
            }

            if (await ended == root.RecordName)
            {
                over.Cancel();
                await context.CreateTimer(LastWords, CancellationToken.None);
                return;
            }
        }
    }
}
