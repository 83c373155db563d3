using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable;

public sealed class RetryTests
{
    private readonly List<DateTimeOffset> attempts = [];

    [Fact]
    public async Task A_policy_waits_longer_each_time_but_never_longer_than_its_limit()
    {
        await using var run = await StartAsync(new RetryPolicy(5, TimeSpan.FromSeconds(1), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromSeconds(5)));

        var instance = await run.RunAsync("Caller", 99);

        instance.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        attempts.Zip(attempts.Skip(1), (a, b) => (b - a).TotalSeconds).ShouldBe([1, 3, 5, 5]);
    }

    [Fact]
    public async Task A_policy_stops_at_the_first_success()
    {
        await using var run = await StartAsync(new RetryPolicy(5, TimeSpan.FromSeconds(1)));

        (await run.RunAsync("Caller", 2)).ReadOutputAs<int>().ShouldBe(3);

        attempts.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_policy_starts_no_attempt_after_its_time_out()
    {
        await using var run = await StartAsync(new RetryPolicy(100, TimeSpan.FromSeconds(4), retryTimeout: TimeSpan.FromSeconds(10)));

        await run.RunAsync("Caller", 99);

        attempts.Count.ShouldBe(4, "at 0, 4, 8 and 12 s: the last wait began before the time was up");
    }

    [Fact]
    public async Task A_policy_does_not_retry_what_it_does_not_handle()
    {
        await using var run = await StartAsync(new RetryPolicy(5, TimeSpan.FromSeconds(1)) { HandleFailure = failure => !failure.IsCausedBy<InvalidOperationException>() });

        var instance = await run.RunAsync("Caller", 99);

        attempts.Count.ShouldBe(1);
        instance.FailureDetails.ShouldNotBeNull().InnerFailure.ShouldNotBeNull().ErrorMessage.ShouldBe("attempt 1");
    }

    [Fact]
    public async Task A_handler_decides_after_each_failure_and_may_wait()
    {
        AsyncRetryHandler handler = async retry =>
        {
            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMinutes(retry.LastAttemptNumber), retry.CancellationToken);
            return retry.LastAttemptNumber < 3;
        };
        await using var run = await StartAsync(handler);

        await run.RunAsync("Caller", 99);

        attempts.Zip(attempts.Skip(1), (a, b) => (b - a).TotalMinutes).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_sub_orchestration_is_retried_under_its_id_in_place_of_the_one_that_failed()
    {
        var functions = new TestFunctions()
            .Activity<string, int>("Count", _ => attempts.Count)
            .Orchestrator("Child", async context =>
            {
                attempts.Add(new DateTimeOffset(context.CurrentUtcDateTime));
                if (await context.CallActivityAsync<int>("Count") < 3) throw new InvalidOperationException($"{context.InstanceId} failed");
                return (object?)"third time";
            })
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>("Child", TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(1)))));
        await using var run = await EngineRun.StartAsync(functions);

        (await run.RunAsync("Parent")).ReadOutputAs<string>().ShouldBe("third time");

        var all = new List<OrchestrationMetadata>();
        await foreach (var instance in run.Client.GetAllInstancesAsync()) all.Add(instance);
        all.Where(instance => instance.Name == "Child").ShouldHaveSingleItem().RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_called_again()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions()
            .Orchestrator("ByPolicy", context => context.CallActivityAsync("Nothing", options: Patient()))
            .Orchestrator("ByHandler", context => context.CallSubOrchestratorAsync("Nothing", options: TaskOptions.FromRetryHandler(_ => true))));

        foreach (var orchestrator in new[] { "ByPolicy", "ByHandler" })
        {
            var id = await run.ScheduleAsync(orchestrator);
            var failure = (await run.StateAsync(id)).FailureDetails.ShouldNotBeNull();
            failure.InnerFailure.ShouldNotBeNull().ErrorMessage.ShouldContain("'Nothing' doesn't exist");
        }

        static TaskOptions Patient() => TaskOptions.FromRetryPolicy(new RetryPolicy(100, TimeSpan.FromHours(1)));
    }

    private Task<EngineRun> StartAsync(TaskRetryOptions retry)
    {
        EngineRun? started = null;
        var functions = new TestFunctions()
            .Activity<int, int>("Flaky", failures =>
            {
                attempts.Add(started!.Clock.GetUtcNow());
                return attempts.Count > failures ? attempts.Count : throw new InvalidOperationException($"attempt {attempts.Count}");
            })
            .Orchestrator("Caller", async context => await context.CallActivityAsync<int>("Flaky", context.GetInput<int>(), new TaskOptions(retry)));
        return Started();

        async Task<EngineRun> Started() => started = await EngineRun.StartAsync(functions);
    }
}
