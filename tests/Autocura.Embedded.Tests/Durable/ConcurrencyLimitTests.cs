using Autocura.Embedded.Hosting.Settings;
using Microsoft.DurableTask;

namespace Autocura.Embedded.Tests.Durable;

/// <summary>The limits of host.json bound what runs at once: they are reached, and not passed.</summary>
public sealed class ConcurrencyLimitTests
{
    private const int Limit = 3;

    private static readonly HostFile Limits = HostFile.Parse(
        $$"""{ "extensions": { "durableTask": { "maxConcurrentActivityFunctions": {{Limit}}, "maxConcurrentOrchestratorFunctions": {{Limit}} } } }""", "host.json");

    [Fact]
    public async Task As_many_activities_run_at_once_as_host_json_allows_and_not_one_more()
    {
        var gate = new Gate();
        await using var run = await EngineRun.StartAsync(
            new TestFunctions()
                .Activity<int, int>("Hold", async number =>
                {
                    await gate.EnterAsync();
                    return number;
                })
                .Orchestrator("Fan", async context => (await Task.WhenAll(Enumerable.Range(0, 3 * Limit).Select(number => context.CallActivityAsync<int>("Hold", number)))).Length)
                .Orchestrator("Other", context => Task.FromResult<object?>(context.InstanceId)),
            configure: options => options with { MaxConcurrentActivityFunctions = Limits.MaxConcurrentActivities });
        var id = await run.Client.ScheduleNewOrchestrationInstanceAsync("Fan");
        await gate.WhenFullAsync();

        // Whoever could pass the limit has the time of twenty whole orchestrations to do so.
        for (var other = 0; other < 20; other++)
            await run.Client.WaitForInstanceCompletionAsync(await run.Client.ScheduleNewOrchestrationInstanceAsync("Other"));

        gate.Inside.ShouldBe(Limit);
        gate.Open();
        (await run.FinishAsync(id)).ReadOutputAs<int>().ShouldBe(3 * Limit);
        gate.Most.ShouldBe(Limit);
    }

    [Fact]
    public async Task As_many_turns_run_at_once_as_host_json_allows_and_not_one_more()
    {
        var gate = new Gate();
        await using var run = await EngineRun.StartAsync(
            new TestFunctions().Orchestrator("Hold", context =>
            {
                // A turn holds its thread, so this one does too.
                gate.EnterAsync().GetAwaiter().GetResult();
                return Task.FromResult<object?>(context.InstanceId);
            }),
            configure: options => options with { MaxConcurrentOrchestratorFunctions = Limits.MaxConcurrentOrchestrators });
        var ids = new List<string>();
        for (var instance = 0; instance < 2 * Limit; instance++) ids.Add(await run.Client.ScheduleNewOrchestrationInstanceAsync("Hold"));
        await gate.WhenFullAsync();

        for (var other = 0; other < 20; other++) await run.Client.ScheduleNewOrchestrationInstanceAsync("Hold", null, new StartOrchestrationOptions(StartAt: run.Clock.GetUtcNow().AddDays(1)));

        gate.Inside.ShouldBe(Limit);
        gate.Open();
        foreach (var id in ids) (await run.FinishAsync(id)).ReadOutputAs<string>().ShouldBe(id);
        gate.Most.ShouldBe(Limit);
    }

    /// <summary>Holds whoever enters until it is opened, and counts those inside.</summary>
    private sealed class Gate
    {
        private readonly Lock counting = new();
        private readonly TaskCompletionSource full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Inside { get; private set; }

        public int Most { get; private set; }

        public async Task EnterAsync()
        {
            lock (counting)
            {
                Most = Math.Max(Most, ++Inside);
                if (Inside == Limit) full.TrySetResult();
            }

            await open.Task.ConfigureAwait(false);
            lock (counting) Inside--;
        }

        public Task WhenFullAsync() => full.Task;

        public void Open() => open.SetResult();
    }
}
