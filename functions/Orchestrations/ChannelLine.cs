using Autocura.Guardrails.Notices;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>One channel that is told of one episode: one notice after the other, each with what the channel said to the one before.</summary>
internal sealed class ChannelLine(TaskOrchestrationContext context, NoticeOrder order, string channel)
{
    private readonly List<string> report = [];
    private string thread = "";
    private string complaint = "";
    private bool isFollowed;

    /// <summary>Completes when nothing is left to be told.</summary>
    public Task Spoken { get; private set; } = Task.CompletedTask;

    /// <summary>A line for each notice, and what became of it.</summary>
    public IReadOnlyList<string> Report => report;

    public void Tell(Notice notice, TimeSpan? unanswered) => Spoken = TellAfterAsync(Spoken, notice, unanswered);

    private async Task TellAfterAsync(Task before, Notice notice, TimeSpan? unanswered)
    {
        await before;
        var delivery = new NoticeDelivery { Notice = notice, Channel = channel, Settings = order.Settings, Thread = thread, IsFollowed = isFollowed, Unanswered = unanswered };
        var receipt = await context.DeliverAsync(FunctionNames.NotifyPeople, delivery);
        report.Add($"{channel} {notice.Moment}: {receipt.Result}{(receipt.Reason.Length > 0 ? $" ({receipt.Reason})" : "")}");
        if (receipt.Result == DeliveryResult.Delivered)
        {
            (thread, isFollowed) = (receipt.Thread, true);
        }
        else if (receipt.Result != DeliveryResult.HeldBack && receipt.Reason != complaint)
        {
            complaint = receipt.Reason; // said once: what is not set up now will not be at the next notice
            context.SendEvent(order.IncidentId, EventNames.Untold, new UntoldNotice(order.Notice.RecordName, $"Through {channel} nobody could be told ({notice.Moment}): {receipt.Reason}"));
        }
    }
}
