using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable;

public sealed class SubOrchestrationTests
{
    [Fact]
    public async Task A_child_knows_its_parent_and_answers_it()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions()
            .Orchestrator("Child", context => Task.FromResult<object?>($"{context.GetInput<int>() + 1} for {context.Parent?.Name} {context.Parent?.InstanceId}"))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>("Child", 41, new SubOrchestrationOptions(instanceId: "child-1"))));

        (await run.RunAsync("Parent", instanceId: "parent-1")).ReadOutputAs<string>().ShouldBe("42 for Parent parent-1");

        (await run.StateAsync("child-1")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public async Task A_failure_crosses_two_levels_with_its_causes()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions()
            .Activity<object, object>("Break", object (_) => throw new TimeoutException("too slow"))
            .Orchestrator("Child", context => context.CallActivityAsync("Break"))
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync("Child")));

        var failure = (await run.RunAsync("Parent")).FailureDetails.ShouldNotBeNull();

        failure.IsCausedBy<TaskFailedException>().ShouldBeTrue();
        var child = failure.InnerFailure.ShouldNotBeNull();
        child.IsCausedBy<TaskFailedException>().ShouldBeTrue();
        child.InnerFailure.ShouldNotBeNull().IsCausedBy<TimeoutException>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_terminated_child_is_a_failure_for_its_parent()
    {
        await using var run = await EngineRun.StartAsync(Family());
        var parent = await run.ScheduleAsync("Parent");

        await run.Client.TerminateInstanceAsync("child-1", "enough");

        (await run.StateAsync(parent)).ReadOutputAs<string>().ShouldNotBeNull().ShouldContain("was terminated");
    }

    [Fact]
    public async Task Terminating_a_parent_leaves_its_children_unless_they_are_meant_too()
    {
        await using var run = await EngineRun.StartAsync(Family());
        var parent = await run.ScheduleAsync("Parent");
        await run.Client.TerminateInstanceAsync(parent);
        (await run.StateAsync("child-1")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        await run.Client.TerminateInstanceAsync("child-1");

        var second = await run.ScheduleAsync("Grandparent");
        await run.Client.TerminateInstanceAsync(second, new TerminateInstanceOptions("all of them", Recursive: true));

        (await run.StateAsync("parent-1")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        var child = await run.StateAsync("child-1");
        child.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        child.ReadOutputAs<string>().ShouldBe("all of them");
    }

    [Fact]
    public async Task A_child_whose_id_is_taken_by_a_running_instance_fails_in_the_parent()
    {
        await using var run = await EngineRun.StartAsync(Family());
        await run.ScheduleAsync("Child", instanceId: "child-1");

        (await run.RunAsync("Parent")).ReadOutputAs<string>().ShouldNotBeNull().ShouldContain("'child-1' exists and is Running");
    }

    [Fact]
    public async Task An_answer_for_a_run_that_is_over_does_not_reach_the_next_run()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions()
            .Orchestrator("Child", context => context.WaitForExternalEvent<string>("end"))
            .Orchestrator("Caller", context => context.CallSubOrchestratorAsync("Child", options: new SubOrchestrationOptions(instanceId: context.GetInput<string>()))));
        var id = await run.ScheduleAsync("Caller", "child-1");
        await run.Client.TerminateInstanceAsync(id);
        await run.Engine.WhenIdleAsync();
        await run.ScheduleAsync("Caller", "child-2", id);

        await run.RaiseAsync("child-1", "end");
        (await run.StateAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        await run.RaiseAsync("child-2", "end");

        (await run.StateAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    private static TestFunctions Family() => new TestFunctions()
        .Orchestrator("Child", context => context.WaitForExternalEvent<string>("end"))
        .Orchestrator("Parent", async context =>
        {
            try
            {
                await context.CallSubOrchestratorAsync("Child", options: new SubOrchestrationOptions(instanceId: "child-1"));
                return "child ended";
            }
            catch (TaskFailedException failure)
            {
                return failure.Message;
            }
        })
        .Orchestrator("Grandparent", context => context.CallSubOrchestratorAsync("Parent", options: new SubOrchestrationOptions(instanceId: "parent-1")));
}
