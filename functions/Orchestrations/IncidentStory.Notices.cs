using Autocura.Guardrails.Notices;

namespace Autocura.Orchestrations;

/// <content>What people are told.</content>
internal sealed partial class IncidentStory
{
    public IncidentNotices Notices { get; }

    /// <summary>Says once that there is an incident, when it is known that no other one speaks for it.</summary>
    public Task AnnounceOpeningAsync() => Notices.HaveBegun ? Task.CompletedTask : AnnounceAsync(NoticeMoment.Opened, status.Headline ?? "");

    /// <summary>Tells people how it stands at this moment.</summary>
    public Task AnnounceAsync(NoticeMoment moment, string said) => Notices.AnnounceAsync(
        (record with { Status = status, At = context.Now() }).Write(moment, said) with { AnswerBy = moment == NoticeMoment.NeedsApproval ? context.Now() + Settings.ApprovalTimeout : null },
        Kin.ClosesWith is not null);
}
