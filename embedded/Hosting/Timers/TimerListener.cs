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

    private readonly TimerListenerContext context;
    private readonly TimerMemory? memory;
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly ITimer alarm;
    private readonly ILogger log;
    private ScheduleStatus? status;
    private DateTimeOffset? due;

    public TimerListener(FunctionDescriptor function, TimerSchedule schedule, TimerListenerContext context)
    {
        Function = function;
        Schedule = schedule;
        this.context = context;
        log = context.Log;
        memory = function.Timer!.UseMonitor && !schedule.IsFrequent(context.Time.GetUtcNow()) ? context.Memory : null;
        alarm = context.Time.CreateTimer(_ => OnAlarm(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public FunctionDescriptor Function { get; }

    private TimerSchedule Schedule { get; }

    /// <summary>Runs at once what was missed or asked for at start, and sets the alarm for the next occurrence.</summary>
    public void Start()
    {
        var now = context.Time.GetUtcNow();
        status = memory?.Recall(Function.Name);
        var expected = status is null ? null : Schedule.After(Utc(status.Last == default ? status.LastUpdated : status.Last));
        var isPastDue = expected <= now;
        if (status is null) Remember(last: default, now);
        if (isPastDue || Function.Timer!.RunOnStartup) RunSoon(isPastDue ? "Timer was past due at start" : "RunOnStartup", isPastDue);
        else Arm();
    }

    /// <summary>Runs the function now, after a run already under way.</summary>
    public void RunNow() => RunSoon("This function was programmatically called via the host APIs.", isPastDue: false);

    public async ValueTask DisposeAsync()
    {
        await alarm.DisposeAsync();
        oneAtATime.Dispose();
    }

    private void OnAlarm()
    {
        if (context.Time.GetUtcNow() < due) Arm();
        else RunSoon($"Timer fired at {context.Time.GetUtcNow():O}", isPastDue: false);
    }

    /// <summary>Counted as work before the alarm's callback returns, so that nobody takes the moment in between for idleness.</summary>
    private void RunSoon(string reason, bool isPastDue) => context.Work.Start(async stopping =>
    {
        await oneAtATime.WaitAsync(stopping);
        try
        {
            alarm.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            await RunAsync(reason, isPastDue, stopping);
        }
        finally
        {
            Arm();
            oneAtATime.Release();
        }
    });

    private async Task RunAsync(string reason, bool isPastDue, CancellationToken stopping)
    {
        var started = context.Time.GetUtcNow();
        var occurrence = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = memory is null ? null : status };
        try
        {
            await context.Invoker.InvokeAsync(Function, new Invocation.Invocation(reason, occurrence), stopping);
        }
        catch (Exception) when (!stopping.IsCancellationRequested)
        {
            // The invoker has logged it. A failing occurrence must not end the schedule.
        }

        if (!stopping.IsCancellationRequested) Remember(started, started);
    }

    private void Remember(DateTimeOffset last, DateTimeOffset now)
    {
        if (memory is null) return;
        status = new ScheduleStatus { Last = last.UtcDateTime, Next = Schedule.After(now)?.UtcDateTime ?? DateTime.MaxValue, LastUpdated = now.UtcDateTime };
        memory.Keep(Function.Name, status);
    }

    private void Arm()
    {
        if (context.Work.IsStopping) return;
        var now = context.Time.GetUtcNow();
        if (this.due is null || this.due <= now) this.due = Schedule.After(now);
        if (this.due is not { } due)
        {
            LogNever(Function.Name);
            return;
        }

        var wait = due - now;
        alarm.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }

    private static DateTimeOffset Utc(DateTime moment) => new(DateTime.SpecifyKind(moment, DateTimeKind.Utc));

    [LoggerMessage(10, LogLevel.Warning, "The schedule of '{Function}' never comes round: it runs only on demand")]
    private partial void LogNever(string function);
}
