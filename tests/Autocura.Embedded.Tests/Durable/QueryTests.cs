using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable;

public sealed class QueryTests
{
    [Fact]
    public async Task Pages_neither_repeat_nor_skip_while_instances_come_and_go()
    {
        await using var run = await StartAsync(10);
        var seen = new List<string>();
        string? token = null;
        do
        {
            var page = await FirstPageAsync(run, new OrchestrationQuery(PageSize: 3, ContinuationToken: token));
            seen.AddRange(page.Values.Select(instance => instance.InstanceId));
            token = page.ContinuationToken;
            await run.Client.PurgeInstanceAsync(page.Values[0].InstanceId);
        }
        while (token is not null);

        seen.ShouldBe(Enumerable.Range(0, 10).Select(n => $"short-{n}"));
    }

    [Fact]
    public async Task All_pages_are_read_as_one_sequence()
    {
        await using var run = await StartAsync(7);

        (await IdsAsync(run, new OrchestrationQuery(PageSize: 2))).Count.ShouldBe(7);
    }

    [Fact]
    public async Task Filters_hold_together()
    {
        await using var run = await StartAsync(5);
        await run.ScheduleAsync("Waiter", instanceId: "waiting-1");
        var created = (await run.StateAsync("short-2")).CreatedAt;

        (await IdsAsync(run, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running]))).ShouldBe(["waiting-1"]);
        (await IdsAsync(run, new OrchestrationQuery(InstanceIdPrefix: "short-", CreatedFrom: created))).ShouldBe(["short-2", "short-3", "short-4"]);
        (await IdsAsync(run, new OrchestrationQuery(CreatedTo: created, Statuses: [OrchestrationRuntimeStatus.Completed]))).ShouldBe(["short-0", "short-1", "short-2"]);
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_refused()
    {
        await using var run = await StartAsync(1);

        await Should.ThrowAsync<ArgumentException>(() => IdsAsync(run, new OrchestrationQuery(ContinuationToken: "what is this")));
    }

    [Fact]
    public async Task Inputs_and_outputs_are_fetched_only_on_request()
    {
        await using var run = await StartAsync(1);

        var without = (await run.Client.GetInstanceAsync("short-0")).ShouldNotBeNull();

        Should.Throw<InvalidOperationException>(() => without.ReadOutputAs<int>()).Message.ShouldContain("getInputsAndOutputs");
        (await run.StateAsync("short-0")).ReadOutputAs<int>().ShouldBe(0);
    }

    [Fact]
    public async Task A_purge_takes_only_what_has_ended_and_matches()
    {
        await using var run = await StartAsync(5);
        await run.ScheduleAsync("Waiter", instanceId: "waiting-1");
        var created = (await run.StateAsync("short-2")).CreatedAt;

        (await run.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedFrom: created))).PurgedInstanceCount.ShouldBe(3);
        (await run.Client.PurgeInstanceAsync("waiting-1")).PurgedInstanceCount.ShouldBe(0);

        (await IdsAsync(run, new OrchestrationQuery())).ShouldBe(["short-0", "short-1", "waiting-1"]);
    }

    [Fact]
    public async Task A_recursive_purge_takes_the_children_too()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions()
            .Orchestrator("Child", _ => Task.CompletedTask)
            .Orchestrator("Parent", context => Task.WhenAll(context.CallSubOrchestratorAsync("Child"), context.CallSubOrchestratorAsync("Child"))));
        await run.RunAsync("Parent", instanceId: "one");
        await run.RunAsync("Parent", instanceId: "two");

        (await run.Client.PurgeInstanceAsync("one", new PurgeInstanceOptions(Recursive: true))).PurgedInstanceCount.ShouldBe(3);
        (await run.Client.PurgeInstanceAsync("two")).PurgedInstanceCount.ShouldBe(1);

        (await IdsAsync(run, new OrchestrationQuery())).Count.ShouldBe(2);
    }

    private static async Task<EngineRun> StartAsync(int count)
    {
        var run = await EngineRun.StartAsync(new TestFunctions()
            .Orchestrator("Waiter", context => context.WaitForExternalEvent<string>("end"))
            .Orchestrator("Short", context => Task.FromResult<object?>(context.GetInput<int>())));
        for (var n = 0; n < count; n++)
        {
            await run.ScheduleAsync("Short", n, $"short-{n}");
            run.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return run;
    }

    private static async Task<Page<OrchestrationMetadata>> FirstPageAsync(EngineRun run, OrchestrationQuery query)
    {
        await foreach (var page in run.Client.GetAllInstancesAsync(query).AsPages()) return page;
        throw new InvalidOperationException("A listing has at least one page.");
    }

    private static async Task<List<string>> IdsAsync(EngineRun run, OrchestrationQuery query)
    {
        var ids = new List<string>();
        await foreach (var instance in run.Client.GetAllInstancesAsync(query)) ids.Add(instance.InstanceId);
        return ids;
    }
}
