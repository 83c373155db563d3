using Autocura.Guardrails.Notices;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>
/// Tells people of one episode, beside it: each channel hears the notices in their order, and none waits for another. While a question stays unanswered others are told, as the
/// escalation says. It ends with the last notice, or when nothing has been heard of the incident for days.
/// </summary>
public static class NoticeOrchestrator
{
    /// <summary>An incident that is still there has said something by then: no wait of its own is longer than a day.</summary>
    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromDays(3);

    [Function(FunctionNames.Notices)]
    public static async Task<NoticeReport> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, NoticeOrder order)
    {
        var desk = new NoticeDesk(context, order);
        for (var notice = order.Notice; notice is not null; notice = notice.IsLast ? null : await context.NextAsync(desk, notice))
        {
            desk.Tell(notice);
        }

        return await desk.FinishAsync();
    }

    /// <summary>The next notice; null when none comes any more. What was handed over twice is no news.</summary>
    private static async Task<Notice?> NextAsync(this TaskOrchestrationContext context, NoticeDesk desk, Notice last)
    {
        using var over = new CancellationTokenSource();
        var giveUpAt = context.Now() + GivesUpAfter;
        var coming = context.WaitForExternalEvent<NoticeOrder>(EventNames.Notice, over.Token);
        while (true)
        {
            if (await context.ComesBeforeAsync(coming, desk.NextRung ?? giveUpAt))
            {
                var order = await coming;
                if (order.Notice.Number > last.Number)
                {
                    return order.Notice;
                }

                coming = context.WaitForExternalEvent<NoticeOrder>(EventNames.Notice, over.Token);
            }
            else if (desk.NextRung is not null)
            {
                desk.Climb();
            }
            else
            {
                over.Cancel();
                return null;
            }
        }
    }

    private static async Task<bool> ComesBeforeAsync(this TaskOrchestrationContext context, Task coming, DateTimeOffset at)
    {
        using var early = new CancellationTokenSource();
        var first = await Task.WhenAny(coming, context.CreateTimer(at.UtcDateTime, early.Token));
        early.Cancel();
        return first == coming;
    }
}
