using Autocura.Embedded.Durable;
using Autocura.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable;

/// <summary>What must not be done again, or not be held, however many instances there are: counted, as a clock says nothing on a busy machine.</summary>
public sealed class BoundedWorkTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-bounded-");

    [Fact]
    public async Task A_live_run_is_never_replayed_however_long_it_gets()
    {
        var starts = 0;
        await using var run = await EngineRun.StartAsync(Stepping(() => starts++), configure: options => options with { SessionCacheEvents = 100 });

        var end = await run.RunAsync("Steps", 200);

        end.ReadOutputAs<int>().ShouldBe(200);
        starts.ShouldBe(1);
    }

    [Fact]
    public async Task A_thousand_short_runs_stay_live_side_by_side()
    {
        var starts = 0;
        await using var run = await EngineRun.StartAsync(Stepping(() => Interlocked.Increment(ref starts)));
        var ids = new List<string>();
        for (var i = 0; i < 1_000; i++) ids.Add(await run.Client.ScheduleNewOrchestrationInstanceAsync("Waits"));
        await run.Engine.WhenIdleAsync();

        foreach (var id in ids) await run.Client.RaiseEventAsync(id, "go");
        await run.Engine.WhenIdleAsync();

        (await run.StateAsync(ids[0])).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        starts.ShouldBe(1_000);
    }

    [Fact]
    public async Task Only_the_next_timers_are_in_memory_and_all_of_them_fire_in_order()
    {
        const int Sleepers = 100;
        var woken = new List<int>();
        var functions = Sleeping(woken);
        var inMemory = (DurableEngineOptions options) => options with { TimersInMemory = 10 };
        var clock = new ManualTime();
        await using (var first = await EngineRun.StartAsync(functions, folder.FullName, clock, inMemory))
        {
            // Neither in the order of their times nor against it.
            for (var i = 0; i < Sleepers; i++) await first.ScheduleAsync("Sleeper", i * 37 % Sleepers);
            first.Engine.TimersHeld.ShouldBeLessThanOrEqualTo(20);
        }

        await using var run = await EngineRun.StartAsync(functions, folder.FullName, clock, inMemory);
        run.Engine.TimersHeld.ShouldBe(10);
        await FireAllAsync(run);

        woken.ShouldBe(Enumerable.Range(0, Sleepers));
    }

    [Fact]
    public async Task Timers_beyond_those_in_memory_fire_when_the_nearer_ones_were_cancelled()
    {
        var woken = new List<int>();
        await using var run = await EngineRun.StartAsync(Sleeping(woken), configure: options => options with { TimersInMemory = 2 });
        var ids = new List<string>();
        for (var i = 0; i < 20; i++) ids.Add(await run.ScheduleAsync("Sleeper", i));

        foreach (var id in ids[..15]) await run.Client.TerminateInstanceAsync(id);
        await FireAllAsync(run);

        woken.ShouldBe([15, 16, 17, 18, 19]);
    }

    [Fact]
    public async Task Timers_that_are_due_at_the_same_time_all_fire_though_not_all_are_in_memory()
    {
        var woken = new List<int>();
        await using var run = await EngineRun.StartAsync(Sleeping(woken), configure: options => options with { TimersInMemory = 3 });
        for (var i = 0; i < 20; i++) await run.ScheduleAsync("Sleeper", 5);

        await FireAllAsync(run);

        woken.Count.ShouldBe(20);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task FireAllAsync(EngineRun run)
    {
        await run.Engine.WhenIdleAsync();
        while (run.Engine.NextTimerDue is { } due)
        {
            run.Clock.AdvanceTo(due);
            await run.Engine.WhenIdleAsync();
        }
    }

    private static TestFunctions Stepping(Action started) => new TestFunctions()
        .Orchestrator("Steps", async context =>
        {
            started();
            var steps = 0;
            for (var i = 0; i < context.GetInput<int>(); i++) steps += await context.CallActivityAsync<int>("Step", i);
            return steps;
        })
        .Orchestrator("Waits", async context =>
        {
            started();
            await context.WaitForExternalEvent<object?>("go");
        })
        .Activity<int, int>("Step", _ => 1);

    private static TestFunctions Sleeping(List<int> woken) => new TestFunctions().Orchestrator("Sleeper", async context =>
    {
        var hours = context.GetInput<int>() + 1;
        await context.CreateTimer(TimeSpan.FromHours(hours), CancellationToken.None);
        lock (woken) woken.Add(hours - 1);
        return (object?)null;
    });
}
