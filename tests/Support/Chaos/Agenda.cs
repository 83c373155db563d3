namespace Autocura.Support.Chaos;

/// <summary>What the world outside of the system is going to do, by its time. Things due at one moment are done in the order in which they were put down.</summary>
internal sealed class Agenda(ManualTime time)
{
    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, int Order)> due = new();
    private int order;

    public DateTimeOffset? NextDue => due.TryPeek(out _, out var next) ? next.At : null;

    public void In(TimeSpan span, Func<Task> deed) => due.Enqueue(deed, (time.GetUtcNow() + span, order++));

    public void In(TimeSpan span, Action deed) => In(span, () =>
    {
        deed();
        return Task.CompletedTask;
    });

    /// <summary>Does the next thing that is due by now. False when there is none.</summary>
    public async Task<bool> DoNextAsync()
    {
        if (!(NextDue <= time.GetUtcNow()))
        {
            return false;
        }

        await due.Dequeue()();
        return true;
    }
}
