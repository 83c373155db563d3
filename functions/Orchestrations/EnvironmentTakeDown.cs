using Autocura.Environments;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>The end of every run: what was made is removed, what could not be is told, and the object is let go.</summary>
internal static class EnvironmentTakeDown
{
    /// <summary>Looks at what is on its way out: the first are close, the last half a minute apart. About half an hour.</summary>
    private const int MostLooks = 60;

    public static async Task TakeDownAsync(this TaskOrchestrationContext context, EnvironmentStory story, EnvironmentEnding ending)
    {
        if (story.Spec is null && ending.IsFailure)
        {
            // It was refused before anything was made.
            await story.EnterAsync(EnvironmentPhase.Failed, ending.Reason);
            return;
        }

        await story.EnterAsync(EnvironmentPhase.TearingDown, ending.Reason);
        var (left, isBroken) = await context.RemoveAsync(story);
        story.Leaves(left);
        var told = left.Count == 0 ? ending.Reason : $"{ending.Reason} Not everything was removed: {string.Join(" ", left)}";
        await story.EnterAsync(ending.IsFailure || left.Count > 0 ? EnvironmentPhase.Failed : EnvironmentPhase.TornDown, told);
        if (!isBroken)
        {
            await context.ReleaseEnvironmentAsync(story.Order);
        }
    }

    /// <summary>What is left, and whether that is because the cluster could not be asked: then the object is held until it can.</summary>
    private static async Task<(IReadOnlyList<string> Left, bool IsBroken)> RemoveAsync(this TaskOrchestrationContext context, EnvironmentStory story)
    {
        var order = new TearDownOrder(story.Order, story.Spec?.Target ?? "");
        var left = new SortedSet<string>(StringComparer.Ordinal);
        for (var look = 1; ; look++)
        {
            TearDownReport report;
            try
            {
                report = await context.TearDownEnvironmentAsync(order);
            }
            catch (TaskFailedException failed)
            {
                return ([.. left, $"The cluster could not be asked: {failed.FailureDetails.ErrorMessage}"], true);
            }

            left.UnionWith(report.Left);
            if (report.Going.Count == 0 || look == MostLooks)
            {
                left.UnionWith(report.Going.Select(going => $"{going} is still being deleted."));
                return ([.. left], report.Going.Count > 0);
            }

            await context.CreateTimer(TimeSpan.FromSeconds(Math.Min(30, 2 * look)), CancellationToken.None);
        }
    }
}
