namespace Autocura.Embedded.Durable;

/// <summary>
/// Counts work that is queued or running, so that a test can wait until only timers are left. Whoever causes new work counts it before
/// its own is done, so the count never touches zero in between.
/// </summary>
internal sealed class WorkCounter
{
    private readonly Lock gate = new();
    private TaskCompletionSource? idle;
    private int count;

    public void Enter()
    {
        lock (gate) count++;
    }

    public void Exit()
    {
        TaskCompletionSource? reached = null;
        lock (gate)
        {
            if (--count == 0) (reached, idle) = (idle, null);
        }

        reached?.SetResult();
    }

    public Task WhenZeroAsync()
    {
        lock (gate)
        {
            if (count == 0) return Task.CompletedTask;
            idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return idle.Task;
        }
    }
}
