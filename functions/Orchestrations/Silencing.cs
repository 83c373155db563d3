using Autocura.Alerts;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>Keeping an incident's alerts silent while it is remediated, where that is wanted. Nothing of it stops a remedy, and every silence ends by itself.</summary>
internal static class Silencing
{
    public static async Task SilenceAsync(this TaskOrchestrationContext context, IncidentStory story)
    {
        if (story.Settings.SilenceFor <= TimeSpan.Zero)
        {
            return;
        }

        var order = new SilenceOrder
        {
            Key = KeyOf(story),
            Alerts = [.. story.Inbox.Unresolved.Where(alert => !alert.IsOwn)],
            From = context.Now(),
            Until = context.Now() + story.Settings.SilenceFor,
            Comment = $"Being remediated: incident {story.Incident.RecordName} {story.Settings.Notices.UrlOf(story.Incident.InstanceId)}".TrimEnd(),
        };
        try
        {
            story.Note(await context.CallActivityAsync<string>(FunctionNames.PlaceSilences, order, RetryPolicies.Records));
        }
        catch (TaskFailedException failed)
        {
            story.Note($"Its alerts could not be silenced: {failed.FailureDetails.ErrorMessage}");
        }
    }

    public static async Task LiftSilencesAsync(this TaskOrchestrationContext context, IncidentStory story)
    {
        if (story.Settings.SilenceFor <= TimeSpan.Zero)
        {
            return;
        }

        try
        {
            await context.CallActivityAsync<int>(FunctionNames.LiftSilences, KeyOf(story), RetryPolicies.Reads);
        }
        catch (TaskFailedException failed)
        {
            story.Note($"The silence of its alerts could not be lifted, and ends by itself: {failed.FailureDetails.ErrorMessage}");
        }
    }

    private static string KeyOf(IncidentStory story) => $"autocura:{story.Incident.Workload.Cluster}/{story.Incident.Workload.Namespace}/{story.Incident.RecordName}";
}
