using Autocura.Guardrails.Notices;
using Autocura.Incidents;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>
/// What an incident has people told. It hands each notice over and goes on: another instance delivers them. Where no channel is in use nothing is asked for at all.
/// </summary>
internal sealed class IncidentNotices(TaskOrchestrationContext context, Incident incident, Action<string> note)
{
    private NoticeSettings settings = new();
    private int told;

    /// <summary>Whether people know of the incident.</summary>
    public bool HaveBegun => told > 0;

    public void Govern(NoticeSettings wanted) => settings = wanted;

    /// <summary>Hands a notice over. One that cannot be is noted, and changes nothing else.</summary>
    /// <param name="notice">What is told.</param>
    /// <param name="isChild">Whether another incident speaks for this one: then people hear only how ends what they have heard of.</param>
    public async Task AnnounceAsync(Notice notice, bool isChild)
    {
        if (settings.Channels.Count == 0 || (!HaveBegun && notice.IsLast && (isChild || notice.Moment == NoticeMoment.Resolved)))
        {
            return;
        }

        if (++told == 1)
        {
            _ = ListenAsync(); // ends with the orchestration
        }

        try
        {
            if (await context.PostNoticeAsync(new NoticeOrder(incident.InstanceId, settings, notice with { Number = told })) is { Length: > 0 } refused)
            {
                note($"People could not be told ({notice.Moment}): {refused}");
            }
        }
        catch (TaskFailedException failed)
        {
            note($"People could not be told ({notice.Moment}): {failed.FailureDetails.ErrorMessage}");
        }
    }

    private async Task ListenAsync()
    {
        while (true)
        {
            var untold = await context.WaitForExternalEvent<UntoldNotice>(EventNames.Untold);
            if (untold.RecordName == incident.RecordName)
            {
                note(untold.Said);
            }
        }
    }
}
