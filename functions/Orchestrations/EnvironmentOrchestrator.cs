using Autocura.Environments;
using Autocura.Verification;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>
/// One run of a parallel environment: copy, apply the change, verify, and promote where that is wanted. However it ends, and whatever fails on the way, the copy is taken down.
/// </summary>
public static class EnvironmentOrchestrator
{
    [Function(FunctionNames.Environment)]
    public static async Task<EnvironmentStatus> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, EnvironmentOrder order)
    {
        var story = new EnvironmentStory(context, order);
        EnvironmentEnding ending;
        try
        {
            ending = await LiveAsync(context, story);
        }
        catch (TaskFailedException broken)
        {
            ending = EnvironmentEnding.Failure($"{broken.TaskName} failed for good: {broken.FailureDetails.ErrorMessage}");
        }

        await context.TakeDownAsync(story, ending);
        return story.Status;
    }

    private static async Task<EnvironmentEnding> LiveAsync(TaskOrchestrationContext context, EnvironmentStory story)
    {
        var opening = await context.OpenEnvironmentAsync(story.Order);
        if (opening.Spec is not { } spec)
        {
            return opening.IsDeleted ? new EnvironmentEnding("The object was deleted.") : EnvironmentEnding.Failure(opening.Refused);
        }

        story.Begin(spec, opening.Standing!);
        await story.EnterAsync(EnvironmentPhase.Copying, $"Copying {string.Join(", ", spec.Workloads.Select(workload => $"{workload.Kind} {workload.Name}"))} from {spec.Source} to {spec.Target}.");
        var copied = await context.CopyEnvironmentAsync(new CopyOrder(story.Order, spec));
        story.Copied(copied);
        if (copied.Refused.Length > 0)
        {
            return EnvironmentEnding.Failure(copied.Refused);
        }

        return story.Interruption is { } early ? new EnvironmentEnding(early) : await TryAsync(context, story, spec, opening);
    }

    /// <summary>Applies the change to the copy, and measures what it does.</summary>
    private static async Task<EnvironmentEnding> TryAsync(TaskOrchestrationContext context, EnvironmentStory story, EnvironmentSpec spec, EnvironmentOpening opening)
    {
        await story.EnterAsync(EnvironmentPhase.Applying, spec.Actions.Count == 0 ? "The copy stands; nothing is to be done to it." : $"Applying {string.Join(", ", spec.Actions.Select(step => step.Action))}.");
        if (await context.ChangeAsync(story, spec, opening) is { } refusal)
        {
            return EnvironmentEnding.Failure(refusal);
        }

        if (story.Interruption is { } early)
        {
            return new EnvironmentEnding(early);
        }

        await story.EnterAsync(EnvironmentPhase.Verifying, $"Measuring for at most {spec.Timeout.TotalSeconds:0} s.");
        if (await context.VerifyCopyAsync(story, spec, opening) is not { } assessment)
        {
            return new EnvironmentEnding(story.Interruption ?? "");
        }

        story.Verified(assessment);
        if (assessment.Kind != AssessmentKind.Recovered)
        {
            await story.EnterAsync(EnvironmentPhase.NotPassed, assessment.Reason);
            return new EnvironmentEnding(assessment.Reason);
        }

        return await context.PromoteAsync(story, spec, assessment);
    }
}

/// <summary>Why a run ends. A failure is told as one when everything is taken down; everything else has ended as it may.</summary>
internal sealed record EnvironmentEnding(string Reason, bool IsFailure = false)
{
    public static EnvironmentEnding Failure(string reason) => new(reason, IsFailure: true);
}
