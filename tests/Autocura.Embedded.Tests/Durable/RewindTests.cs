using Autocura.Embedded.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable;

public sealed class RewindTests
{
    private bool broken = true;

    [Fact]
    public async Task A_rewound_instance_repeats_what_failed_and_keeps_what_had_succeeded()
    {
        await using var run = await StartAsync(async context =>
        {
            var first = await context.CallActivityAsync<string>("Step", "first");
            return $"{first}, {await context.CallActivityAsync<string>("Fragile", "second")}";
        });
        var id = await run.ScheduleAsync("Flow");
        (await run.StateAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        broken = false;

        await run.Client.RewindInstanceAsync(id, "it works now");

        (await run.StateAsync(id)).ReadOutputAs<string>().ShouldBe("first, second");
        run.Functions.Runs.ShouldBe(["Step(\"first\")", "Fragile(\"second\")", "Fragile(\"second\")"]);
    }

    [Fact]
    public async Task The_last_attempt_of_a_retried_call_is_repeated()
    {
        await using var run = await StartAsync(async context =>
            await context.CallActivityAsync<string>("Fragile", "x", TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMinutes(1)))));
        var failed = await run.RunAsync("Flow");
        broken = false;

        await run.Client.RewindInstanceAsync(failed.InstanceId, "again");

        (await run.StateAsync(failed.InstanceId)).ReadOutputAs<string>().ShouldBe("x");
        run.Functions.Runs.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Failed_siblings_of_a_fan_out_are_repeated_together_and_the_others_are_not()
    {
        await using var run = await StartAsync(async context => await Task.WhenAll(
            context.CallActivityAsync<string>("Step", "a"), context.CallActivityAsync<string>("Fragile", "b"), context.CallActivityAsync<string>("Fragile", "c")));
        var failed = await run.RunAsync("Flow");
        broken = false;

        await run.Client.RewindInstanceAsync(failed.InstanceId, "again");

        (await run.StateAsync(failed.InstanceId)).ReadOutputAs<string[]>().ShouldBe(["a", "b", "c"]);
        run.Functions.Runs.Count(call => call == "Step(\"a\")").ShouldBe(1);
        run.Functions.Runs.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_failed_child_is_rewound_and_answers_its_parent()
    {
        await using var run = await StartAsync(async context => await context.CallSubOrchestratorAsync<string>("Child", new SubOrchestrationOptions(instanceId: "child-1")));
        run.Functions.Orchestrator("Child", async context => await context.CallActivityAsync<string>("Step", "kept") + await context.CallActivityAsync<string>("Fragile", "!"));
        var failed = await run.RunAsync("Flow");
        broken = false;

        await run.Client.RewindInstanceAsync(failed.InstanceId, "again");

        (await run.StateAsync(failed.InstanceId)).ReadOutputAs<string>().ShouldBe("kept!");
        run.Functions.Runs.Count(call => call == "Step(\"kept\")").ShouldBe(1);
    }

    [Fact]
    public async Task What_the_code_did_after_the_failure_is_forgotten()
    {
        await using var run = await StartAsync(async context =>
        {
            try
            {
                return await context.CallActivityAsync<string>("Fragile", "x");
            }
            catch (TaskFailedException)
            {
                await context.CallActivityAsync<string>("Step", "clean up");
                throw;
            }
        });
        var failed = await run.RunAsync("Flow");
        broken = false;

        await run.Client.RewindInstanceAsync(failed.InstanceId, "again");

        (await run.StateAsync(failed.InstanceId)).ReadOutputAs<string>().ShouldBe("x");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rewound_instance_is_replayed_like_any_other(bool paranoid)
    {
        await using var run = await StartAsync(
            async context =>
            {
                var both = await Task.WhenAll(context.CallActivityAsync<string>("Step", "a"), context.CallActivityAsync<string>("Fragile", "b"));
                await context.WaitForExternalEvent<string>("go");
                return $"{both[0]}{both[1]}{await context.CallActivityAsync<string>("Fragile", "c")}{await context.CallActivityAsync<string>("Step", "d")}";
            },
            options => options with { Paranoid = paranoid, SessionCacheEvents = 0 });
        var failed = await run.RunAsync("Flow");
        broken = false;
        await run.Client.RewindInstanceAsync(failed.InstanceId, "once");
        await run.Engine.WhenIdleAsync();
        broken = true;
        await run.RaiseAsync(failed.InstanceId, "go");
        (await run.StateAsync(failed.InstanceId)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        broken = false;

        await run.Client.RewindInstanceAsync(failed.InstanceId, "twice");

        (await run.StateAsync(failed.InstanceId)).ReadOutputAs<string>().ShouldBe("abcd");
        run.Functions.Runs.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Only_a_failed_instance_can_be_rewound()
    {
        await using var run = await StartAsync(async context => await context.WaitForExternalEvent<string>("end"));
        var id = await run.ScheduleAsync("Flow");

        (await Should.ThrowAsync<InvalidOperationException>(() => run.Client.RewindInstanceAsync(id, "why"))).Message.ShouldContain("only a failed one");
        await Should.ThrowAsync<ArgumentException>(() => run.Client.RewindInstanceAsync("nobody", "why"));
    }

    private Task<EngineRun> StartAsync(Func<TaskOrchestrationContext, Task<object?>> code, Func<DurableEngineOptions, DurableEngineOptions>? configure = null) => EngineRun.StartAsync(
        new TestFunctions()
            .Activity<string, string>("Step", text => text!)
            .Activity<string, string>("Fragile", text => broken ? throw new InvalidOperationException("broken") : text!)
            .Orchestrator("Flow", code),
        configure: configure);
}
