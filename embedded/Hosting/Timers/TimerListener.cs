using Autocura.Embedded.Hosting.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Hosting.Timers;

/// <summary>
/// Runs one timer function: when it is due, once at start where a run was missed or is asked for, and on demand. Runs never
/// overlap, and an occurrence that passes while one is under way is skipped.
/// </summary>
internal sealed partial class TimerListener : IAsyncDisposable
{
    /// <summary>Timers take no longer wait than about 49 days; waking daily keeps clear of that and follows corrected clocks.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly TimerListenerContext _context;
    private readonly TimerMemory? _memory;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly ITimer _alarm;
    private readonly ILogger _log;
    private ScheduleStatus? _status;
    private DateTimeOffset? _due;

    public TimerListener(FunctionDescriptor function, TimerSchedule schedule, TimerListenerContext context)
    {
        Function = function;
        Schedule = schedule;
        _context = context;
        _log = context.Log;
        _memory = function.Timer!.UseMonitor && !schedule.IsFrequent(context.Time.GetUtcNow()) ? context.Memory : null;
        _alarm = context.Time.CreateTimer(_ => OnAlarm(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public FunctionDescriptor Function { get; }

    private TimerSchedule Schedule { get; }

    /// <summary>Runs at once what was missed or asked for at start, and sets the alarm for the next occurrence.</summary>
    public void Start()
    {
        var now = _context.Time.GetUtcNow();
        _status = _memory?.Recall(Function.Name);
        var expected = _status is null ? null : Schedule.After(Utc(_status.Last == default ? _status.LastUpdated : _status.Last));
        var isPastDue = expected <= now;
        if (_status is null) Remember(last: default, now);
        if (isPastDue || Function.Timer!.RunOnStartup) RunSoon(isPastDue ? "Timer was past due at start" : "RunOnStartup", isPastDue);
        else Arm();
    }

    /// <summary>Runs the function now, after a run already under way.</summary>
    public void RunNow() => RunSoon("This function was programmatically called via the host APIs.", isPastDue: false);

    public async ValueTask DisposeAsync()
    {
        await _alarm.DisposeAsync();
        _oneAtATime.Dispose();
    }

    private void OnAlarm()
    {
        if (_context.Time.GetUtcNow() < _due) Arm();
        else RunSoon($"Timer fired at {_context.Time.GetUtcNow():O}", isPastDue: false);
    }

    /// <summary>Counted as work before the alarm's callback returns, so that nobody takes the moment in between for idleness.</summary>
    private void RunSoon(string reason, bool isPastDue) => _context.Work.Start(async stopping =>
    {
        await _oneAtATime.WaitAsync(stopping);
        try
        {
            _alarm.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            await RunAsync(reason, isPastDue, stopping);
        }
        finally
        {
            Arm();
            _oneAtATime.Release();
        }
    });

    private async Task RunAsync(string reason, bool isPastDue, CancellationToken stopping)
    {
        var started = _context.Time.GetUtcNow();
        var occurrence = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = _memory is null ? null : _status };
        try
        {
            await _context.Invoker.InvokeAsync(Function, new Invocation.Invocation(reason, occurrence), stopping);
        }
        catch (Exception) when (!stopping.IsCancellationRequested)
        {
            // The invoker has logged it. A failing occurrence must not end the schedule.
        }

        if (!stopping.IsCancellationRequested) Remember(started, started);
    }

    private void Remember(DateTimeOffset last, DateTimeOffset now)
    {
        if (_memory is null) return;
        _status = new ScheduleStatus { Last = last.UtcDateTime, Next = Schedule.After(now)?.UtcDateTime ?? DateTime.MaxValue, LastUpdated = now.UtcDateTime };
        _memory.Keep(Function.Name, _status);
    }

    private void Arm()
    {
        if (_context.Work.IsStopping) return;
        var now = _context.Time.GetUtcNow();
        if (_due is null || _due <= now) _due = Schedule.After(now);
        if (_due is not { } due)
        {
            LogNever(Function.Name);
            return;
        }

        var wait = due - now;
        _alarm.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }

    private static DateTimeOffset Utc(DateTime moment) => new(DateTime.SpecifyKind(moment, DateTimeKind.Utc));

    [LoggerMessage(10, LogLevel.Warning, "The schedule of '{Function}' never comes round: it runs only on demand")]
    private partial void LogNever(string function);
}
