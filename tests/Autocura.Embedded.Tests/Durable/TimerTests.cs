using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable;

public sealed class TimerTests
{
    [Fact]
    public async Task A_timer_of_a_year_fires_on_the_day_and_not_before()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Sleeper", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(365), CancellationToken.None);
            return context.CurrentUtcDateTime;
        }));
        var started = run.Clock.GetUtcNow();
        var id = await run.ScheduleAsync("Sleeper");

        run.Clock.Advance(TimeSpan.FromDays(365) - TimeSpan.FromTicks(1));
        (await run.StateAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        run.Clock.Advance(TimeSpan.FromTicks(1));

        (await run.StateAsync(id)).ReadOutputAs<DateTime>().ShouldBe(started.UtcDateTime.AddDays(365));
    }

    [Fact]
    public async Task A_timer_whose_time_has_passed_fires_at_once()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Late", async context =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddHours(-1), CancellationToken.None);
            return true;
        }));

        var id = await run.ScheduleAsync("Late");

        (await run.StateAsync(id)).ReadOutputAs<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_cancelled_timer_is_gone_and_its_wait_is_cancelled()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Canceller", async context =>
        {
            using var cancel = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromHours(1), cancel.Token);
            await context.WaitForExternalEvent<string>("stop");
            cancel.Cancel();
            return timer.IsCanceled;
        }));
        var id = await run.ScheduleAsync("Canceller");
        run.Engine.NextTimerDue.ShouldNotBeNull();

        await run.RaiseAsync(id, "stop");

        (await run.StateAsync(id)).ReadOutputAs<bool>().ShouldBeTrue();
        run.Engine.NextTimerDue.ShouldBeNull();
    }

    [Fact]
    public async Task Timers_fire_in_the_order_of_their_times()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Race", async context =>
        {
            var slow = context.CreateTimer(TimeSpan.FromMinutes(2), CancellationToken.None);
            var fast = context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            var first = await Task.WhenAny(slow, fast) == fast ? "fast" : "slow";
            await slow;
            return first;
        }));

        (await run.RunAsync("Race")).ReadOutputAs<string>().ShouldBe("fast");
    }

    [Fact]
    public async Task Time_stands_still_within_a_turn_and_is_the_same_in_replay()
    {
        var seen = new List<DateTime>();
        await using var run = await EngineRun.StartAsync(
            new TestFunctions().Orchestrator("Clock", async context =>
            {
                seen.Add(context.CurrentUtcDateTime);
                await context.CreateTimer(TimeSpan.FromSeconds(7), CancellationToken.None);
                seen.Add(context.CurrentUtcDateTime);
            }),
            configure: options => options with { Paranoid = true });
        var started = run.Clock.GetUtcNow().UtcDateTime;

        await run.RunAsync("Clock");

        seen.ShouldBe([started, started, started.AddSeconds(7)]);
    }

    [Fact]
    public async Task An_instance_that_is_scheduled_for_later_is_pending_until_then_and_keeps_its_events()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Later", async context =>
            $"{await context.WaitForExternalEvent<string>("word")} at {context.CurrentUtcDateTime:HH:mm}"));
        var id = await run.Client.ScheduleNewOrchestrationInstanceAsync("Later", new StartOrchestrationOptions(StartAt: run.Clock.GetUtcNow().AddHours(2)));
        await run.RaiseAsync(id, "word", "early");

        (await run.StateAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Pending);
        run.Clock.Advance(TimeSpan.FromHours(2));

        (await run.StateAsync(id)).ReadOutputAs<string>().ShouldBe("early at 10:00");
    }

    [Fact]
    public async Task An_instance_that_is_scheduled_for_later_can_be_terminated_before()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Later", _ => Task.CompletedTask));
        var id = await run.Client.ScheduleNewOrchestrationInstanceAsync("Later", new StartOrchestrationOptions(StartAt: run.Clock.GetUtcNow().AddHours(2)));

        await run.Client.TerminateInstanceAsync(id, "no longer");

        (await run.StateAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        run.Engine.NextTimerDue.ShouldBeNull();
    }
}
