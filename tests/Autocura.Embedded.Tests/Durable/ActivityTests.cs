using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable;

public sealed class ActivityTests
{
    [Fact]
    public async Task An_orchestrator_gets_the_results_of_its_activities_and_returns_an_output()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions()
            .Activity<string, string>("Greet", name => $"Hello {name}")
            .Orchestrator("Greetings", async context => $"{await context.CallActivityAsync<string>("greet", context.GetInput<string>())}, {await context.CallActivityAsync<string>("Greet", "you")}"));

        var instance = await run.RunAsync("Greetings", "all");

        instance.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        instance.ReadOutputAs<string>().ShouldBe("Hello all, Hello you");
        instance.ReadInputAs<string>().ShouldBe("all");
    }

    [Fact]
    public async Task A_failed_activity_reaches_the_orchestrator_with_type_message_stack_and_cause()
    {
        TaskFailedException? seen = null;
        await using var run = await EngineRun.StartAsync(new TestFunctions()
            .Activity<string, string>("Break", string (_) => throw new InvalidOperationException("cannot", new FileNotFoundException("no file")))
            .Orchestrator("Catcher", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Break");
                }
                catch (TaskFailedException failure)
                {
                    seen = failure;
                }
            }));

        (await run.RunAsync("Catcher")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);

        seen.ShouldNotBeNull().TaskName.ShouldBe("Break");
        seen.Message.ShouldContain("cannot");
        seen.FailureDetails.ErrorType.ShouldBe(typeof(InvalidOperationException).FullName);
        seen.FailureDetails.ErrorMessage.ShouldBe("cannot");
        seen.FailureDetails.StackTrace.ShouldNotBeNullOrEmpty();
        seen.FailureDetails.IsCausedBy<InvalidOperationException>().ShouldBeTrue();
        seen.FailureDetails.IsCausedBy<IOException>().ShouldBeFalse();
        seen.FailureDetails.InnerFailure.ShouldNotBeNull().IsCausedBy<IOException>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_thousand_activities_fan_out_and_in()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions()
            .Activity<int, int>("Square", n => n * n)
            .Orchestrator("FanOut", async context =>
                (await Task.WhenAll(Enumerable.Range(0, 1000).Select(n => context.CallActivityAsync<int>("Square", n)))).Sum()));

        var instance = await run.RunAsync("FanOut");

        instance.ReadOutputAs<int>().ShouldBe(Enumerable.Range(0, 1000).Sum(n => n * n));
        run.Functions.Runs.Count.ShouldBe(1000);
    }
}
