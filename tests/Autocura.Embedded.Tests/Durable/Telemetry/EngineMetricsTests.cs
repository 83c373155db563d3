using Autocura.Embedded.Metrics;
using Autocura.Telemetry;
using Microsoft.DurableTask;

namespace Autocura.Embedded.Tests.Durable.Telemetry;

/// <summary>The engine's metrics come from what it does: each test lets it do something and reads the numbers.</summary>
public sealed class EngineMetricsTests
{
    [Fact]
    public async Task Turns_activities_and_instances_are_counted_by_name_and_outcome()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions()
            .Activity<string, string>("Good", text => Task.FromResult(text!))
            .Activity("Bad", (_, _) => throw new InvalidOperationException("no"))
            .Orchestrator("Fine", async context => await context.CallActivityAsync<string>("Good", "x"))
            .Orchestrator("Broken", async context => await context.CallActivityAsync("Bad"))
            .Orchestrator("Stopped", async context => await context.WaitForExternalEvent<string>("never"))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>("Fine")));
        using var readings = new MeterReadings(run.Engine.Metrics.Meter);

        await run.RunAsync("Fine");
        await run.RunAsync("fine");
        await run.RunAsync("Broken");
        await run.RunAsync("Parent");
        var stopped = await run.ScheduleAsync("Stopped");
        await run.Client.TerminateInstanceAsync(stopped);
        await run.FinishAsync(stopped);

        var seen = new Seen(readings);
        seen["autocura_durable_instances_started_total{orchestrator=Fine}"].ShouldBe(3);
        seen["autocura_durable_instances_started_total{orchestrator=Parent}"].ShouldBe(1);
        seen["autocura_durable_instances_ended_total{orchestrator=Fine,status=Completed}"].ShouldBe(3);
        seen["autocura_durable_instances_ended_total{orchestrator=Broken,status=Failed}"].ShouldBe(1);
        seen["autocura_durable_instances_ended_total{orchestrator=Stopped,status=Terminated}"].ShouldBe(1);
        seen["autocura_durable_turn_duration_seconds_count{orchestrator=Fine,status=Running}"].ShouldBe(3);
        seen["autocura_durable_turn_duration_seconds_count{orchestrator=Fine,status=Completed}"].ShouldBe(3);
        seen["autocura_durable_activity_duration_seconds_count{activity=Good,status=Completed}"].ShouldBe(3);
        seen["autocura_durable_activity_duration_seconds_count{activity=Bad,status=Failed}"].ShouldBe(1);
        seen["autocura_durable_commit_duration_seconds_count"].ShouldBeGreaterThan(0);
        seen["autocura_durable_commit_size_sum"].ShouldBeGreaterThanOrEqualTo(seen["autocura_durable_commit_size_count"]);
        seen.Has("autocura_durable_replays_total").ShouldBeFalse();
    }

    [Fact]
    public async Task A_replay_and_its_events_are_counted_when_a_run_was_not_in_memory()
    {
        await using var run = await EngineRun.StartAsync(
            new TestFunctions()
                .Activity<int, int>("Step", number => Task.FromResult(number))
                .Orchestrator("Chain", async context =>
                {
                    for (var step = 0; step < 3; step++) await context.CallActivityAsync<int>("Step", step);
                }),
            configure: options => options with { SessionCacheEvents = 0 });
        using var readings = new MeterReadings(run.Engine.Metrics.Meter);

        await run.RunAsync("Chain");

        var seen = new Seen(readings);
        // The turns after each of the three results: 3, 6 and 9 events were there by then.
        seen["autocura_durable_replays_total{orchestrator=Chain}"].ShouldBe(3);
        seen["autocura_durable_replay_events_total{orchestrator=Chain}"].ShouldBe(3 + 6 + 9);
    }

    [Fact]
    public async Task A_timer_is_pending_then_fired_and_how_late_it_was_is_known()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions()
            .Orchestrator("Nap", async context => await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None)));
        using var readings = new MeterReadings(run.Engine.Metrics.Meter);
        var id = await run.ScheduleAsync("Nap");
        new Seen(readings)["autocura_durable_timers_pending"].ShouldBe(1);

        await run.FinishAsync(id);

        var seen = new Seen(readings);
        seen["autocura_durable_timers_pending"].ShouldBe(0);
        seen["autocura_durable_timers_fired_total"].ShouldBe(1);
        seen["autocura_durable_timer_lateness_seconds_count"].ShouldBe(1);
        seen["autocura_durable_timer_lateness_seconds_sum"].ShouldBe(0);
    }

    [Fact]
    public async Task Queues_show_what_waits()
    {
        using var release = new SemaphoreSlim(0);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var run = await EngineRun.StartAsync(
            new TestFunctions()
                .Activity<int, int>("Hold", async number =>
                {
                    entered.TrySetResult();
                    await release.WaitAsync();
                    return number;
                })
                .Orchestrator("Fan", async context => await Task.WhenAll(Enumerable.Range(0, 4).Select(number => context.CallActivityAsync<int>("Hold", number))))
                .Orchestrator("Next", _ => Task.CompletedTask),
            configure: options => options with { MaxConcurrentActivityFunctions = 1 });
        using var readings = new MeterReadings(run.Engine.Metrics.Meter);
        var id = await run.Client.ScheduleNewOrchestrationInstanceAsync("Fan");
        await entered.Task;
        // The first may run before the rest is queued; but what one commit brings is all there before the next commit.
        await run.Client.ScheduleNewOrchestrationInstanceAsync("Next");

        var queued = new Seen(readings)["autocura_durable_activities_queued"];
        release.Release(4); // before anything is asserted: a host waits for activities that run
        queued.ShouldBe(3);
        await run.FinishAsync(id);
        new Seen(readings)["autocura_durable_activities_queued"].ShouldBe(0);
    }

    [Fact]
    public async Task An_orchestrator_that_is_not_deterministic_is_counted()
    {
        var calls = 0;
        await using var run = await EngineRun.StartAsync(
            new TestFunctions()
                .Activity<int, int>("A", number => Task.FromResult(number))
                .Activity<int, int>("B", number => Task.FromResult(number))
                .Orchestrator("Fickle", async context =>
                {
                    await context.CallActivityAsync<int>(Interlocked.Increment(ref calls) == 1 ? "A" : "B", 1);
                    await context.CallActivityAsync<int>("A", 2);
                }),
            configure: options => options with { SessionCacheEvents = 0 });
        using var readings = new MeterReadings(run.Engine.Metrics.Meter);

        await run.RunAsync("Fickle");

        new Seen(readings)["autocura_durable_nondeterminism_failures_total{orchestrator=Fickle}"].ShouldBe(1);
    }

    [Fact]
    public async Task No_tag_holds_an_id_and_names_are_bounded()
    {
        await using var run = await EngineRun.StartAsync(Enumerable.Range(0, 230).Aggregate(
            new TestFunctions(), (functions, number) => functions.Orchestrator($"Kind{number:000}", context => Task.FromResult<object?>(context.InstanceId))));
        using var readings = new MeterReadings(run.Engine.Metrics.Meter);
        for (var number = 0; number < 230; number++) await run.Client.ScheduleNewOrchestrationInstanceAsync($"Kind{number:000}", null, new StartOrchestrationOptions($"secret-{number}"));
        await run.Engine.WhenIdleAsync();

        var started = readings.Read().Single(family => family.Name == "autocura_durable_instances_started_total");
        started.Samples.Count.ShouldBe(201);
        started.Samples.Single(sample => sample.Labels[0].Value == "other").Value.ShouldBe(30);
        ExpositionText.Write(readings.Read()).ShouldNotContain("secret");
    }

    /// <summary>Samples by name and labels.</summary>
    private sealed class Seen(MeterReadings readings)
    {
        private readonly Dictionary<string, double> samples = readings.Read().SelectMany(family => family.Samples).ToDictionary(Key, sample => sample.Value);

        public double this[string key] => samples.TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"{key} is not among\n{string.Join('\n', samples.Keys)}");

        public bool Has(string name) => samples.Keys.Any(key => key.StartsWith(name, StringComparison.Ordinal));

        private static string Key(MetricSample sample) =>
            sample.Name + (sample.Labels.Count == 0 ? "" : $"{{{string.Join(',', sample.Labels.Select(label => $"{label.Key}={label.Value}"))}}}");
    }
}
