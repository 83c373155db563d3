namespace Autocura.Embedded.Metrics;

/// <summary>
/// Runs work at once and then at every interval, never overlapping itself. Beats that pass while the work runs are skipped, not caught up.
/// </summary>
internal sealed class PeriodicWork : IDisposable
{
    private readonly TimeProvider time;
    private readonly TimeSpan interval;
    private readonly Action<long> work;
    private readonly Busyness busyness;
    private readonly ITimer timer;
    private DateTimeOffset due;

    public PeriodicWork(TimeProvider time, TimeSpan interval, Action<long> work, Busyness busyness)
    {
        (this.time, this.interval, this.work, this.busyness) = (time, interval, work, busyness);
        due = time.GetUtcNow();
        timer = time.CreateTimer(_ => Beat(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Beat();
    }

    public void Dispose() => timer.Dispose();

    private void Beat()
    {
        using (busyness.Enter())
        {
            work(time.GetUtcNow().ToUnixTimeMilliseconds());
        }

        var now = time.GetUtcNow();
        due += interval * Math.Max(1, Math.Ceiling((now - due) / interval));
        timer.Change(due - now, Timeout.InfiniteTimeSpan);
    }
}
