using System.Collections.Concurrent;
using Autocura.Embedded.Hosting.Timers;
using Autocura.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Embedded.Tests.Hosting.Timers;

public sealed class TimerListenerTests : IDisposable
{
    private readonly ManualTime time = new(new DateTimeOffset(2026, 1, 5, 8, 0, 10, TimeSpan.Zero));
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-timers-");
    private readonly Runs runs = new();

    [Fact]
    public async Task A_timer_runs_at_every_occurrence_and_not_before()
    {
        await using var host = await StartAsync(typeof(EveryFiveMinutes));
        await AdvanceAsync(host, TimeSpan.FromSeconds(289));
        runs.Seen.ShouldBeEmpty();
        await AdvanceAsync(host, TimeSpan.FromSeconds(1));
        runs.Seen.ShouldBe(["08:05:00 due"]);
        await AdvanceAsync(host, TimeSpan.FromMinutes(5));
        await AdvanceAsync(host, TimeSpan.FromMinutes(5));
        runs.Seen.ShouldBe(["08:05:00 due", "08:10:00 due", "08:15:00 due"]);
    }

    [Fact]
    public async Task A_run_missed_while_the_host_was_down_is_made_up_once_and_says_so()
    {
        await using (var host = await StartAsync(typeof(EveryFiveMinutes))) await AdvanceAsync(host, TimeSpan.FromMinutes(5));
        time.Advance(TimeSpan.FromHours(1));
        await using var again = await StartAsync(typeof(EveryFiveMinutes));
        await again.Host.WhenIdleAsync();
        runs.Seen.ShouldBe(["08:05:00 due", "09:05:10 past due"]);
        await AdvanceAsync(again, TimeSpan.FromMinutes(5));
        runs.Seen.Count.ShouldBe(3);
        runs.Seen.Last().ShouldBe("09:10:00 due");
    }

    [Fact]
    public async Task A_first_run_that_was_missed_is_made_up_too()
    {
        await using (await StartAsync(typeof(EveryFiveMinutes)))
        {
        }

        time.Advance(TimeSpan.FromMinutes(10));
        await using var again = await StartAsync(typeof(EveryFiveMinutes));
        await again.Host.WhenIdleAsync();
        runs.Seen.ShouldBe(["08:10:10 past due"]);
    }

    [Fact]
    public async Task A_restart_before_the_next_occurrence_makes_up_nothing()
    {
        await using (var host = await StartAsync(typeof(EveryFiveMinutes))) await AdvanceAsync(host, TimeSpan.FromMinutes(5));
        time.Advance(TimeSpan.FromMinutes(2));
        await using var again = await StartAsync(typeof(EveryFiveMinutes));
        await again.Host.WhenIdleAsync();
        runs.Seen.ShouldBe(["08:05:00 due"]);
    }

    [Fact]
    public async Task The_status_tells_the_last_run_and_the_next()
    {
        await using var host = await StartAsync(typeof(EveryFiveMinutes));
        await AdvanceAsync(host, TimeSpan.FromMinutes(5));
        await AdvanceAsync(host, TimeSpan.FromMinutes(5));
        runs.Statuses.Last()!.Last.ShouldBe(new DateTime(2026, 1, 5, 8, 5, 0, DateTimeKind.Utc));
        runs.Statuses.Last()!.Next.ShouldBe(new DateTime(2026, 1, 5, 8, 10, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task A_timer_that_fires_more_than_once_a_minute_is_not_remembered()
    {
        await using (var host = await StartAsync(typeof(EveryThirtySeconds))) await AdvanceAsync(host, TimeSpan.FromSeconds(20));
        runs.Statuses.ShouldBe([null]);
        time.Advance(TimeSpan.FromHours(1));
        await using var again = await StartAsync(typeof(EveryThirtySeconds));
        await again.Host.WhenIdleAsync();
        runs.Seen.ShouldBe(["08:00:30 due"]);
    }

    [Fact]
    public async Task Run_on_startup_runs_at_once_and_then_on_schedule()
    {
        await using var host = await StartAsync(typeof(AtStartup));
        await host.Host.WhenIdleAsync();
        runs.Seen.ShouldBe(["08:00:10 due"]);
        await AdvanceAsync(host, TimeSpan.FromHours(1));
        runs.Seen.ShouldBe(["08:00:10 due", "09:00:00 due"]);
    }

    [Fact]
    public async Task A_slow_run_is_never_overlapped_and_what_passes_meanwhile_is_skipped()
    {
        await using var host = await StartAsync(typeof(Slow));
        time.Advance(TimeSpan.FromSeconds(20));
        await runs.Entered.Task;
        time.Advance(TimeSpan.FromSeconds(95));
        runs.Seen.ShouldBe(["08:00:30 due"]);
        runs.Release.SetResult();
        await host.Host.WhenIdleAsync();
        runs.Seen.ShouldBe(["08:00:30 due"]);
        await AdvanceAsync(host, TimeSpan.FromSeconds(30));
        runs.Seen.ShouldBe(["08:00:30 due", "08:02:30 due"]);
    }

    [Fact]
    public async Task A_run_that_fails_does_not_end_the_schedule()
    {
        await using var host = await StartAsync(typeof(Failing));
        await AdvanceAsync(host, TimeSpan.FromMinutes(1));
        await AdvanceAsync(host, TimeSpan.FromMinutes(1));
        runs.Seen.ShouldBe(["08:01:00 due", "08:02:00 due"]);
    }

    [Fact]
    public async Task The_schedule_may_be_a_setting_and_a_disabled_timer_never_runs()
    {
        var settings = new Dictionary<string, string?> { ["Schedules:Scan"] = "00:00:07" };
        await using (var host = await StartAsync(settings, typeof(FromSetting)))
        {
            await AdvanceAsync(host, TimeSpan.FromSeconds(7));
            runs.Seen.ShouldBe(["08:00:17 due"]);
        }

        settings["AzureWebJobs.FromSetting.Disabled"] = "true";
        await using var disabled = await StartAsync(settings, typeof(FromSetting));
        await AdvanceAsync(disabled, TimeSpan.FromHours(1));
        disabled.Service<TimerListeners>().TryRunNow("FromSetting").ShouldBeFalse();
        runs.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_on_demand_leaves_the_schedule_as_it_was()
    {
        await using var host = await StartAsync(typeof(EveryFiveMinutes));
        host.Service<TimerListeners>().TryRunNow("everyfiveminutes").ShouldBeTrue();
        await host.Host.WhenIdleAsync();
        await AdvanceAsync(host, TimeSpan.FromMinutes(5));
        runs.Seen.ShouldBe(["08:00:10 due", "08:05:00 due"]);
    }

    [Fact]
    public async Task A_damaged_memory_starts_afresh()
    {
        var memory = Directory.CreateDirectory(Path.Combine(folder.FullName, "timers"));
        await File.WriteAllTextAsync(Path.Combine(memory.FullName, "EveryFiveMinutes.json"), "{\"Last\":");
        await using var host = await StartAsync(typeof(EveryFiveMinutes));
        await AdvanceAsync(host, TimeSpan.FromMinutes(5));
        runs.Seen.ShouldBe(["08:05:00 due"]);
    }

    [Fact]
    public async Task Stopping_waits_for_the_run_under_way_and_cancels_it_when_patience_ends()
    {
        await using var host = await StartAsync(typeof(Slow));
        time.Advance(TimeSpan.FromSeconds(20));
        await runs.Entered.Task;
        using var patience = new CancellationTokenSource();
        var stop = host.Host.StopAsync(patience.Token);
        stop.IsCompleted.ShouldBeFalse();
        await patience.CancelAsync();
        await stop;
        runs.Cancelled.ShouldBeTrue();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Task<HostUnderTest> StartAsync(params Type[] types) => StartAsync([], types);

    private Task<HostUnderTest> StartAsync(Dictionary<string, string?> settings, params Type[] types) => HostUnderTest.StartAsync(
        new HostUnderTest.Setup { Time = time, Folder = folder, Settings = settings, Configure = app => app.Services.AddSingleton(runs).AddSingleton<TimeProvider>(time) }, types);

    private async Task AdvanceAsync(HostUnderTest host, TimeSpan by)
    {
        var target = time.GetUtcNow() + by;
        while (time.NextDue <= target)
        {
            time.AdvanceToNext();
            await host.Host.WhenIdleAsync();
        }

        time.AdvanceTo(target);
    }

    public sealed class Runs
    {
        public ConcurrentQueue<string> Seen { get; } = [];

        public ConcurrentQueue<ScheduleStatus?> Statuses { get; } = [];

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Cancelled { get; set; }

        public void Add(TimeProvider time, TimerInfo timer)
        {
            Seen.Enqueue($"{time.GetUtcNow():HH:mm:ss} {(timer.IsPastDue ? "past due" : "due")}");
            Statuses.Enqueue(timer.ScheduleStatus);
        }
    }

    public sealed class EveryFiveMinutes(Runs runs, TimeProvider time)
    {
        [Function("EveryFiveMinutes")]
        public void Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer) => runs.Add(time, timer);
    }

    public sealed class EveryThirtySeconds(Runs runs, TimeProvider time)
    {
        [Function("EveryThirtySeconds")]
        public void Run([TimerTrigger("*/30 * * * * *")] TimerInfo timer) => runs.Add(time, timer);
    }

    public sealed class AtStartup(Runs runs, TimeProvider time)
    {
        [Function("AtStartup")]
        public void Run([TimerTrigger("0 0 * * * *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) => runs.Add(time, timer);
    }

    public sealed class Slow(Runs runs, TimeProvider time)
    {
        [Function("Slow")]
        public async Task RunAsync([TimerTrigger("*/30 * * * * *")] TimerInfo timer, CancellationToken cancellation)
        {
            runs.Add(time, timer);
            runs.Entered.TrySetResult();
            using var cancelled = cancellation.Register(() =>
            {
                runs.Cancelled = true;
                runs.Release.TrySetCanceled(cancellation);
            });
            await runs.Release.Task;
        }
    }

    public sealed class Failing(Runs runs, TimeProvider time)
    {
        [Function("Failing")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
            runs.Add(time, timer);
            throw new InvalidOperationException("every time");
        }
    }

    public sealed class FromSetting(Runs runs, TimeProvider time)
    {
        [Function("FromSetting")]
        public void Run([TimerTrigger("%Schedules:Scan%")] TimerInfo timer) => runs.Add(time, timer);
    }
}
