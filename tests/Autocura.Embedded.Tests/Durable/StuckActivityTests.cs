using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable;

/// <summary>Activities that do not return hold their places, and nothing else.</summary>
public sealed class StuckActivityTests
{
    private const int Places = 4;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_every_place_taken_by_a_stuck_activity_all_that_needs_none_goes_on(bool blocksItsThread)
    {
        using var release = new ManualResetEventSlim();
        var released = new TaskCompletionSource();
        await using var run = await EngineRun.StartAsync(
            new TestFunctions()
                .Activity<int, int>("Stuck", async number =>
                {
                    if (blocksItsThread) release.Wait();
                    else await released.Task;
                    return number;
                })
                .Orchestrator("Flow", async context => await context.CallActivityAsync<int>("Stuck", 1))
                .Orchestrator("Free", async context =>
                {
                    await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                    var word = await context.WaitForExternalEvent<string>("word");
                    return await context.CallSubOrchestratorAsync<string>("Child", word);
                })
                .Orchestrator("Child", context => Task.FromResult<object?>(context.GetInput<string>())),
            configure: options => options with { MaxConcurrentActivityFunctions = Places });
        var stuck = Enumerable.Range(0, Places + 1).Select(i => $"stuck-{i}").ToList();
        foreach (var id in stuck) await run.Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions(id));
        while (run.Functions.Runs.Count < Places) await Task.Yield();

        var id2 = await run.Client.ScheduleNewOrchestrationInstanceAsync("Free");
        await run.Client.WaitForInstanceStartAsync(id2);
        run.Clock.Advance(TimeSpan.FromMinutes(1));
        await run.Client.SuspendInstanceAsync(id2);
        await run.Client.RaiseEventAsync(id2, "word", "heard");
        await run.Client.ResumeInstanceAsync(id2);
        (await run.Client.WaitForInstanceCompletionAsync(id2, getInputsAndOutputs: true)).ReadOutputAs<string>().ShouldBe("heard");
        await run.Client.TerminateInstanceAsync(stuck[^1]);
        (await run.Client.WaitForInstanceCompletionAsync(stuck[^1])).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        (await run.Client.PurgeInstanceAsync(stuck[^1])).PurgedInstanceCount.ShouldBe(1);
        run.Functions.Runs.Count.ShouldBe(Places);

        release.Set();
        released.SetResult();
        foreach (var id in stuck[..^1]) (await run.Client.WaitForInstanceCompletionAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }
}
