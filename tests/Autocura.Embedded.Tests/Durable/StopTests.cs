using Autocura.Embedded.Durable;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Embedded.Tests.Durable;

public sealed class StopTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("autocura-durable-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_orderly_stop_waits_for_a_running_activity_and_records_its_result()
    {
        var release = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        await using (var run = await EngineRun.StartAsync(Slow(started, _ => release.Task), folder))
        {
            await run.Client.ScheduleNewOrchestrationInstanceAsync("Flow", new Microsoft.DurableTask.StartOrchestrationOptions("one"));
            await started.Task;
            var stop = run.Engine.StopAsync();
            stop.IsCompleted.ShouldBeFalse();
            release.SetResult();
            await stop;
        }

        await using var next = await EngineRun.StartAsync(Slow(new(), _ => Task.CompletedTask), folder);
        (await next.FinishAsync("one")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        next.Functions.Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_activity_that_outlasts_the_grace_is_asked_to_stop_and_runs_again_after_the_next_start()
    {
        var started = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        var functions = Slow(started, async cancellation =>
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            asked.SetResult();
            cancellation.ThrowIfCancellationRequested();
        });
        await using (var run = await EngineRun.StartAsync(functions, folder, configure: options => options with { StopGrace = TimeSpan.Zero }))
        {
            await run.Client.ScheduleNewOrchestrationInstanceAsync("Flow", new Microsoft.DurableTask.StartOrchestrationOptions("one"));
            await started.Task;
            await run.Engine.StopAsync();
            await asked.Task;
        }

        await using var next = await EngineRun.StartAsync(Slow(new(), _ => Task.CompletedTask), folder);
        (await next.FinishAsync("one")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        next.Functions.Runs.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Everything_that_waited_is_taken_up_again()
    {
        var functions = new TestFunctions().Orchestrator("Waiter", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return await context.WaitForExternalEvent<string>("word");
        });
        await using (var run = await EngineRun.StartAsync(functions, folder))
        {
            await run.ScheduleAsync("Waiter", instanceId: "one");
            await run.RaiseAsync("one", "word", "kept");
        }

        await using var next = await EngineRun.StartAsync(functions, folder);

        (await next.FinishAsync("one")).ReadOutputAs<string>().ShouldBe("kept");
    }

    [Fact]
    public async Task A_file_in_use_is_refused_with_its_name()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions(), folder);
        await using var second = new DurableEngine(new DurableEngineOptions { DatabasePath = run.DatabasePath }, run.Functions, run.Clock, NullLoggerFactory.Instance);

        (await Should.ThrowAsync<IOException>(() => second.StartAsync())).Message.ShouldContain(run.DatabasePath);
    }

    private static TestFunctions Slow(TaskCompletionSource started, Func<CancellationToken, Task> work) => new TestFunctions()
        .Activity("Slow", async (_, cancellation) =>
        {
            started.TrySetResult();
            await work(cancellation);
            return "1";
        })
        .Orchestrator("Flow", async context => await context.CallActivityAsync<int>("Slow"));
}
