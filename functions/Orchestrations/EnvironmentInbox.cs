using Autocura.Environments;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>Takes what people do to the object of a running environment, whatever it is doing: they change it, delete it, or decide on its promotion.</summary>
internal sealed class EnvironmentInbox
{
    private readonly TaskOrchestrationContext context;
    private readonly EnvironmentOrder order;
    private readonly Action<EnvironmentNews> heard;
    private readonly TaskCompletionSource stopped = new();
    private readonly TaskCompletionSource decided = new();
    private readonly Task listening;
    private EnvironmentNews last;
    private EnvironmentNews? asked;

    public EnvironmentInbox(TaskOrchestrationContext context, EnvironmentOrder order, Action<EnvironmentNews> heard)
    {
        this.context = context;
        this.order = order;
        this.heard = heard;
        last = new EnvironmentNews(order.Generation, IsDeleted: false, "", "");
        listening = ListenAsync();
    }

    /// <summary>Completes when the run must end.</summary>
    public Task Stopped => stopped.Task;

    /// <summary>Why the run must end; null while it need not.</summary>
    public string? StopReason { get; private set; }

    /// <summary>Completes when somebody decides after <see cref="Ask"/>.</summary>
    public Task Decided => decided.Task;

    /// <summary>Whether the decision allows the promotion.</summary>
    public bool IsApproved { get; private set; }

    /// <summary>What the decision says: "who: why".</summary>
    public string Word { get; private set; } = "";

    /// <summary>What stands on the object at the start was about something else.</summary>
    public void Begin(EnvironmentNews standing)
    {
        last = standing;
        heard(standing);
    }

    /// <summary>From now on a decision counts: what was written before was about what nobody had seen.</summary>
    public void Ask() => asked = last;

    /// <summary>What cannot be read must end the run loudly, not its listening silently.</summary>
    public void ThrowIfBroken()
    {
        if (listening.IsFaulted)
        {
            throw listening.Exception!.InnerException!;
        }
    }

    private async Task ListenAsync()
    {
        while (!stopped.Task.IsCompleted)
        {
            var news = await context.WaitForExternalEvent<EnvironmentNews>(EventNames.Environment);
            heard(news);
            Decide(news);
            last = news;
            StopReason = news.IsDeleted ? "The object was deleted."
                : news.Generation != order.Generation ? "The object was changed: what it asks for now begins anew."
                : null;
            if (StopReason is not null)
            {
                stopped.TrySetResult();
            }
        }
    }

    private void Decide(EnvironmentNews news)
    {
        if (asked is null || decided.Task.IsCompleted)
        {
            return;
        }

        var isRejected = news.Reject.Length > 0 && news.Reject != asked.Reject;
        if (isRejected || (news.Approve.Length > 0 && news.Approve != asked.Approve))
        {
            Word = isRejected ? news.Reject : news.Approve;
            IsApproved = !isRejected;
            decided.TrySetResult();
        }
    }
}
