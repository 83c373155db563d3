using Autocura.Incidents;
using Autocura.Planning;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>
/// One episode of trouble on one workload: analyze, plan, review, execute, verify; and again with what was learned, until it has recovered,
/// the attempts are used up, or a person must decide.
/// </summary>
public static class IncidentOrchestrator
{
    [Function(FunctionNames.Incident)]
    public static async Task<Outcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Incident incident)
    {
        var story = new IncidentStory(context, incident);
        try
        {
            story.Govern(await context.ReadSettingsAsync(incident.Workload));
            return await HealAsync(context, story);
        }
        catch (TaskFailedException broken)
        {
            return await story.CloseAsync(IncidentPhase.Failed, OutcomeKind.Broken, $"{broken.TaskName} failed for good: {broken.FailureDetails.ErrorMessage}");
        }
    }

    private static async Task<Outcome> HealAsync(TaskOrchestrationContext context, IncidentStory story)
    {
        var tried = new List<TriedRemedy>();
        // A plan that was put aside, for another incident's or since it had to wait, was no attempt.
        for (var attempt = 1; attempt <= story.Settings.MaxAttempts + story.Kin.Yielded + story.Holding.PutAside; attempt++)
        {
            var analysis = await context.AnalyzeAsync(story, attempt);
            if (analysis.Ended is { } over)
            {
                return over;
            }

            if (await context.AttemptAsync(story, analysis, attempt, tried) is { } ended)
            {
                return ended;
            }
        }

        return await story.HandOverAsync(tried.Count == 0
            ? $"It was looked at {story.Settings.MaxAttempts} times and nothing was found to be done, yet it does not recover: {story.LastMeasured}"
            : $"{story.Settings.MaxAttempts} attempts did not help: {string.Join("; ", tried.Select(one => $"{one.Action} on {one.Target}: {one.Result}"))}");
    }
}
