namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>Wakes one sleeper and tells others when it sleeps. Awake means: there may be work.</summary>
internal sealed class Pulse
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _asleep = NewSignal();
    private TaskCompletionSource _awake = NewSignal();
    private bool _woken;
    private Exception? _failure;

    /// <summary>Says that there may be work. From this call on nobody is told that the sleeper sleeps, until it does again.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _woken = true;
            if (_asleep.Task.IsCompletedSuccessfully)
            {
                _asleep = NewSignal();
            }

            _awake.TrySetResult();
        }
    }

    /// <summary>Sleeps until woken; not at all when somebody has called since the last sleep.</summary>
    public Task SleepAsync()
    {
        lock (_gate)
        {
            if (_woken)
            {
                _woken = false;
                return Task.CompletedTask;
            }

            _awake = NewSignal();
            _asleep.TrySetResult();
            return WakeUpAsync(_awake.Task);
        }
    }

    public Task WhenAsleepAsync()
    {
        lock (_gate)
        {
            return _failure is null ? _asleep.Task : Task.FromException(_failure);
        }
    }

    /// <summary>Passes a failure on to whoever waits. True, so that it can stand in an exception filter.</summary>
    public bool Fail(Exception failure)
    {
        lock (_gate)
        {
            _failure = failure;
            _asleep.TrySetException(failure);
            return true;
        }
    }

    private async Task WakeUpAsync(Task awake)
    {
        await awake;
        lock (_gate)
        {
            _woken = false;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
