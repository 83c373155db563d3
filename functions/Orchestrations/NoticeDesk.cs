using Autocura.Guardrails.Notices;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>Who is told of one episode: those whom the routes name, those who were told before, and those whom the escalation adds.</summary>
internal sealed class NoticeDesk(TaskOrchestrationContext context, NoticeOrder order)
{
    private readonly SortedDictionary<string, ChannelLine> lines = new(StringComparer.Ordinal);
    private readonly NoticeRoutes routes = NoticeRoutes.Read(order.Settings.Routes);
    private readonly EscalationLadder ladder = EscalationLadder.Read(order.Settings.Escalation);
    private Notice told = order.Notice;
    private int climbed;

    /// <summary>When the next are told that nobody has answered; null while nothing is asked, or nobody is left.</summary>
    public DateTimeOffset? NextRung => told.Moment == NoticeMoment.NeedsApproval && climbed < ladder.Rungs.Count ? told.At + ladder.Rungs[climbed].After : null;

    public void Tell(Notice notice)
    {
        (told, climbed) = (notice, 0);
        foreach (var channel in routes.For(notice.Severity, notice.Workload.Namespace, order.Settings.Channels).Union(lines.Keys).Order(StringComparer.Ordinal).ToList())
        {
            LineOf(channel).Tell(notice, null);
        }
    }

    public void Climb()
    {
        var rung = ladder.Rungs[climbed++];
        foreach (var channel in rung.Channels)
        {
            LineOf(channel).Tell(told, rung.After);
        }
    }

    /// <summary>Waits until everything is told, or known to be impossible.</summary>
    public async Task<NoticeReport> FinishAsync()
    {
        var inOrder = lines.OrderBy(line => line.Key, StringComparer.Ordinal).Select(line => line.Value).ToList();
        await Task.WhenAll(inOrder.Select(line => line.Spoken));
        return new NoticeReport([.. inOrder.SelectMany(line => line.Report)]);
    }

    private ChannelLine LineOf(string channel) => lines.TryGetValue(channel, out var known) ? known : lines[channel] = new ChannelLine(context, order, channel);
}
