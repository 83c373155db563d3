using Autocura.Support;

namespace Autocura.Embedded.Tests.Durable.Http;

/// <summary>A manual clock that tells when something has begun to wait for a given span, so that a test moves it neither too early nor by guess.</summary>
internal sealed class WatchedTime(ManualTime clock) : TimeProvider
{
    private readonly Lock gate = new();
    private TimeSpan awaited;
    private TaskCompletionSource armed = new();

    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <summary>Ends when somebody waits for exactly this span. To be asked before whoever waits is set off.</summary>
    public Task WhenWaitingAsync(TimeSpan span)
    {
        lock (gate)
        {
            awaited = span;
            armed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return armed.Task;
        }
    }

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = clock.CreateTimer(callback, state, dueTime, period);
        lock (gate)
        {
            if (dueTime == awaited) armed.TrySetResult();
        }

        return timer;
    }
}
