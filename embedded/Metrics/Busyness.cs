namespace Autocura.Embedded.Metrics;

/// <summary>
/// Counts work in progress, so that a driver of time can wait until nothing runs and only timers are pending. A timer's callback enters before it
/// returns; there is no moment at which due work is not counted.
/// </summary>
internal sealed class Busyness
{
    private readonly Lock gate = new();
    private int running;
    private TaskCompletionSource idle = Completed();

    /// <summary>Work begins; it ends when the result is disposed.</summary>
    public IDisposable Enter()
    {
        lock (gate)
        {
            if (running++ == 0)
            {
                idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        return new Leave(this);
    }

    public Task WhenIdleAsync()
    {
        lock (gate)
        {
            return idle.Task;
        }
    }

    private void Exit()
    {
        lock (gate)
        {
            if (--running == 0)
            {
                idle.SetResult();
            }
        }
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    private sealed class Leave(Busyness owner) : IDisposable
    {
        private Busyness? entered = owner;

        public void Dispose() => Interlocked.Exchange(ref entered, null)?.Exit();
    }
}
