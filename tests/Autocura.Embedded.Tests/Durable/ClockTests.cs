using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable;

/// <summary>The clock of the machine is set while instances live by it.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Time_does_not_go_back_for_an_instance_and_a_wait_of_a_minute_stays_one(bool paranoid)
    {
        var seen = new List<DateTime>();
        await using var run = await StartAsync(paranoid, async context =>
        {
            await context.WaitForExternalEvent<string>("go");
            for (var i = 0; i < 3; i++)
            {
                if (!context.IsReplaying) seen.Add(context.CurrentUtcDateTime);
                await context.CreateTimer(Minute, CancellationToken.None);
            }

            return context.CurrentUtcDateTime;
        });
        var start = run.Clock.GetUtcNow();
        await run.ScheduleAsync("Flow", instanceId: "one");

        run.Clock.Set(start - Hour);
        await run.RaiseAsync("one", "go");
        for (var i = 0; i < 3; i++)
        {
            run.Clock.Advance(Minute - TimeSpan.FromTicks(1));
            (await run.StateAsync("one")).IsCompleted.ShouldBeFalse("a timer fired early");
            run.Clock.Advance(TimeSpan.FromTicks(1));
            await run.Engine.WhenIdleAsync();
        }

        (await run.StateAsync("one")).ReadOutputAs<DateTime>().ShouldBe((start + (3 * Minute)).UtcDateTime);
        seen.ShouldBe([start.UtcDateTime, (start + Minute).UtcDateTime, (start + (2 * Minute)).UtcDateTime]);
    }

    [Fact]
    public async Task A_code_that_waits_for_a_time_of_its_own_does_not_turn_in_circles_when_the_clock_is_behind()
    {
        var timers = 0;
        await using var run = await StartAsync(paranoid: false, async context =>
        {
            var deadline = context.CurrentUtcDateTime + Hour;
            await context.WaitForExternalEvent<string>("go");
            while (context.CurrentUtcDateTime < deadline)
            {
                timers++;
                await context.CreateTimer(deadline, CancellationToken.None);
            }

            return null;
        });
        var start = run.Clock.GetUtcNow();
        await run.ScheduleAsync("Flow", instanceId: "one");

        run.Clock.Set(start - Hour);
        await run.RaiseAsync("one", "go");
        run.Clock.Advance(Hour);

        (await run.StateAsync("one")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        timers.ShouldBe(1);
    }

    [Fact]
    public async Task A_timer_does_not_fire_before_its_time_when_the_clock_is_set_back()
    {
        await using var run = await StartAsync(paranoid: false, SleepAsync);
        var due = run.Clock.GetUtcNow() + Hour;
        await run.ScheduleAsync("Flow", instanceId: "one");

        run.Clock.Set(run.Clock.GetUtcNow() - Hour);
        run.Clock.Advance(Hour);
        (await run.StateAsync("one")).IsCompleted.ShouldBeFalse();

        run.Clock.AdvanceTo(due);
        (await run.StateAsync("one")).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_clock_that_is_suddenly_far_ahead_is_noticed_within_a_minute()
    {
        await using var run = await StartAsync(paranoid: false, SleepAsync);
        await run.ScheduleAsync("Flow", instanceId: "one");

        run.Clock.Set(run.Clock.GetUtcNow().AddYears(10));
        run.Clock.Advance(Minute);

        (await run.StateAsync("one")).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task After_a_visit_of_the_future_a_minute_is_still_a_minute()
    {
        await using var run = await StartAsync(paranoid: false, async context =>
        {
            await context.WaitForExternalEvent<string>("go");
            await context.CreateTimer(Minute, CancellationToken.None);
            context.ContinueAsNew(preserveUnprocessedEvents: true);
            return null;
        });
        var now = run.Clock.GetUtcNow();
        await run.ScheduleAsync("Flow", instanceId: "one");
        run.Clock.Set(now.AddYears(10));
        await run.RaiseAsync("one", "go");
        run.Clock.Advance(Minute);
        await run.Engine.WhenIdleAsync();

        run.Clock.Set(now);
        await run.RaiseAsync("one", "go");

        run.Engine.NextTimerDue.ShouldBe(now + Minute);
    }

    private static async Task<object?> SleepAsync(TaskOrchestrationContext context)
    {
        await context.CreateTimer(Hour, CancellationToken.None);
        return null;
    }

    private static Task<EngineRun> StartAsync(bool paranoid, Func<TaskOrchestrationContext, Task<object?>> code) =>
        EngineRun.StartAsync(new TestFunctions().Orchestrator("Flow", code), configure: options => options with { Paranoid = paranoid });
}
