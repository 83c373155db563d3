namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>Wakes one sleeper and tells others when it sleeps. Awake means: there may be work.</summary>
internal sealed class Pulse
{
    private readonly Lock gate = new();
    private TaskCompletionSource asleep = NewSignal();
    private TaskCompletionSource awake = NewSignal();
    private bool woken;
    private Exception? failure;

    /// <summary>Says that there may be work. From this call on nobody is told that the sleeper sleeps, until it does again.</summary>
    public void Wake()
    {
        lock (gate)
        {
            woken = true;
            if (asleep.Task.IsCompletedSuccessfully)
            {
                asleep = NewSignal();
            }

            awake.TrySetResult();
        }
    }

    /// <summary>Sleeps until woken; not at all when somebody has called since the last sleep.</summary>
    public Task SleepAsync()
    {
        lock (gate)
        {
            if (woken)
            {
                woken = false;
                return Task.CompletedTask;
            }

            awake = NewSignal();
            asleep.TrySetResult();
            return WakeUpAsync(awake.Task);
        }
    }

    public Task WhenAsleepAsync()
    {
        lock (gate)
        {
            return failure is null ? asleep.Task : Task.FromException(failure);
        }
    }

    /// <summary>Passes a failure on to whoever waits. True, so that it can stand in an exception filter.</summary>
    public bool Fail(Exception failure)
    {
        lock (gate)
        {
            this.failure = failure;
            asleep.TrySetException(failure);
            return true;
        }
    }

    private async Task WakeUpAsync(Task awake)
    {
        await awake;
        lock (gate)
        {
            woken = false;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
