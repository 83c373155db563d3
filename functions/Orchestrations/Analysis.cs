using Autocura.Correlation;
using Autocura.Diagnosis;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Verification;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>What an attempt acts upon; <paramref name="Ended"/> when the incident has ended before it came to that.</summary>
internal sealed record Analysis(Evidence Evidence, RankedHypotheses Diagnosis, PlanScope Scope, Outcome? Ended);

/// <summary>From the signals to a diagnosis that nobody else acts upon.</summary>
internal static class Analyzing
{
    /// <summary>Collects evidence and diagnoses; waits for a root where there is one, or while it is held down, and then looks again.</summary>
    public static async Task<Analysis> AnalyzeAsync(this TaskOrchestrationContext context, IncidentStory story, int attempt)
    {
        await story.BeginAttemptAsync(attempt);
        var root = story.Kin.TakeYield() ?? await context.AwaitTurnAsync(story);
        Release? release = null;
        while (true)
        {
            while (root is not null)
            {
                release = await context.WaitForRootAsync(story, root);
                root = await context.AwaitTurnAsync(story);
            }

            var (diagnosis, evidence, scope) = await context.FindOutWhyAsync(story);
            var next = await context.FollowAsync(story, RecoveryBaseline.Of(evidence), release);
            if (next.Ended is not null || next is { Root: null, IsStale: false })
            {
                return new Analysis(evidence, diagnosis, scope, next.Ended);
            }

            (root, release) = (next.Root, null);
        }
    }

    /// <summary>What follows from a fresh diagnosis before anything is planned.</summary>
    private static async Task<AfterDiagnosis> FollowAsync(this TaskOrchestrationContext context, IncidentStory story, RecoveryBaseline baseline, Release? release)
    {
        var after = release is null ? AfterDiagnosis.GoOn : await context.FollowRootAsync(story, release, baseline);
        if (after == AfterDiagnosis.GoOn && await context.FindRootAsync(story) is { } root)
        {
            return new AfterDiagnosis { Root = root };
        }

        return after == AfterDiagnosis.GoOn ? await context.HoldDownAsync(story, baseline) : after;
    }
}

/// <summary>The incident has ended, there is a root to wait for, or time has passed and evidence is collected anew; none of them: go on.</summary>
internal sealed record AfterDiagnosis
{
    public static readonly AfterDiagnosis GoOn = new();

    public static readonly AfterDiagnosis LookAgain = new() { IsStale = true };

    public Outcome? Ended { get; init; }

    public IncidentLink? Root { get; init; }

    public bool IsStale { get; init; }
}
