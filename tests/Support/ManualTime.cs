namespace Autocura.Support;

/// <summary>
/// A clock that moves only when a test moves it, and so does what waits on it, a timer due at once included. Timers fire in order, on the
/// thread that moves the clock, and see the time they were due at. Its tick frequency is odd on purpose, so that code which takes ticks for 100 ns units gives wrong answers.
/// </summary>
public sealed class ManualTime : TimeProvider
{
    private const int MostCallbacksInOneAdvance = 1_000_000;

    private readonly Lock gate = new();
    private readonly List<ManualTimer> armed = [];
    private readonly DateTimeOffset start;
    private DateTimeOffset now;
    private TimeSpan set;
    private long order;

    /// <summary>A clock at a Monday morning.</summary>
    public ManualTime()
        : this(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>A clock at a given time.</summary>
    public ManualTime(DateTimeOffset start) => this.start = now = start;

    /// <summary>When the next timer is due; null when there is none.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate) return Earliest()?.DueAt;
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => 3_579_545;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => (long)((GetUtcNow() - start - set).TotalSeconds * TimestampFrequency);

    /// <summary>Moves the clock on by a span and fires all that becomes due on the way.</summary>
    public void Advance(TimeSpan by) => AdvanceTo(GetUtcNow() + by);

    /// <summary>Moves the clock on to a time and fires all that becomes due on the way.</summary>
    public void AdvanceTo(DateTimeOffset target)
    {
        if (target < GetUtcNow()) throw new ArgumentOutOfRangeException(nameof(target), target, "Time does not go back.");
        for (var fired = 0; ; fired++)
        {
            if (fired > MostCallbacksInOneAdvance) throw new InvalidOperationException("A timer re-arms itself without end while the clock moves.");
            ManualTimer? due;
            lock (gate)
            {
                due = Earliest();
                if (due is null || due.DueAt > target)
                {
                    now = target;
                    return;
                }

                if (due.DueAt > now) now = due.DueAt;
                due.Rearm(now);
            }

            due.Fire();
        }
    }

    /// <summary>Sets the clock, as an administrator or a time server does, back or forth. No time passes: what waits waits as long as before.</summary>
    public void Set(DateTimeOffset time)
    {
        lock (gate)
        {
            var step = time - now;
            now = time;
            set += step;
            foreach (var timer in armed) timer.Shift(step);
        }
    }

    /// <summary>Moves the clock to the next timer and fires what is due then. False when there is no timer.</summary>
    public bool AdvanceToNext()
    {
        if (NextDue is not { } next) return false;
        AdvanceTo(next < GetUtcNow() ? GetUtcNow() : next);
        return true;
    }

    /// <summary>Lets a span pass from timer to timer, waiting before each and at the end until what the last one set going has come to rest.</summary>
    public async Task RunAsync(TimeSpan span, Func<Task> whenIdleAsync)
    {
        var end = GetUtcNow() + span;
        await whenIdleAsync();
        while (NextDue is { } due && due <= end)
        {
            AdvanceToNext();
            await whenIdleAsync();
        }

        AdvanceTo(end);
        await whenIdleAsync();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? Earliest() => armed.Count == 0 ? null : armed.MinBy(timer => (timer.DueAt, timer.Order));

    private sealed class ManualTimer(ManualTime clock, Action fire) : ITimer
    {
        private TimeSpan period;
        private bool disposed;

        public DateTimeOffset DueAt { get; private set; }

        public long Order { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                if (disposed) return false;
                this.period = period;
                clock.armed.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan) Arm(clock.now + dueTime);
                return true;
            }
        }

        /// <summary>To be called under the clock's lock, when the clock is set.</summary>
        public void Shift(TimeSpan step) => DueAt += step;

        /// <summary>To be called under the clock's lock, before the callback: the next time of a periodic timer, none of another.</summary>
        public void Rearm(DateTimeOffset from)
        {
            clock.armed.Remove(this);
            if (period > TimeSpan.Zero) Arm(from + period);
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                disposed = true;
                clock.armed.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(DateTimeOffset dueAt)
        {
            DueAt = dueAt;
            Order = clock.order++;
            clock.armed.Add(this);
        }
    }
}
