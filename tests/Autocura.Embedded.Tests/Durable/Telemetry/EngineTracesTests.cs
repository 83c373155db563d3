using System.Collections.Concurrent;
using System.Diagnostics;
using Autocura.Embedded.Durable.Telemetry;
using Autocura.Support;
using Microsoft.DurableTask;

namespace Autocura.Embedded.Tests.Durable.Telemetry;

/// <summary>One trace for an instance, from its start over restarts to its end.</summary>
public sealed class EngineTracesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("autocura-traces-").FullName;
    private readonly string instance = $"traced-{Guid.NewGuid():N}";
    private readonly ConcurrentQueue<Activity> spans = new();
    private readonly ActivityListener listener;

    public EngineTracesTests()
    {
        // Other tests run engines of their own meanwhile: only the spans of this instance and its child count.
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EngineTraces.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (((string?)span.GetTagItem("durabletask.task.instance_id"))?.StartsWith(instance, StringComparison.Ordinal) == true) spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public void Dispose()
    {
        listener.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Start_turns_activities_and_children_are_one_trace_across_a_restart()
    {
        using var caller = new Activity("webhook").SetIdFormat(ActivityIdFormat.W3C).Start();
        var clock = new ManualTime();
        await using (var first = await EngineRun.StartAsync(Functions(), folder, clock))
        {
            await first.ScheduleAsync("Incident", instanceId: instance);
        }

        caller.Stop();
        await using (var second = await EngineRun.StartAsync(Functions(), folder, clock))
        {
            await second.RaiseAsync(instance, "go");
            await second.FinishAsync(instance);
        }

        spans.Select(span => span.OperationName).ShouldBe(
        [
            "create_orchestration:Incident", "orchestration:Incident", "activity:Look", "orchestration:Incident",
            "orchestration:Incident", "orchestration:Child", "orchestration:Incident",
        ], ignoreOrder: true);
        spans.ShouldAllBe(span => span.TraceId == caller.TraceId);
        var start = spans.Single(span => span.OperationName == "create_orchestration:Incident");
        start.ParentSpanId.ShouldBe(caller.SpanId);
        spans.Where(span => span != start).ShouldAllBe(span => span.ParentSpanId == start.SpanId);
        spans.Where(span => span.OperationName == "orchestration:Incident").Select(span => span.GetTagItem("durabletask.task.status"))
            .ShouldBe(["Running", "Running", "Running", "Completed"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_failed_attempt_says_which_it_was_and_why()
    {
        var attempts = 0;
        await using var run = await EngineRun.StartAsync(new TestFunctions()
            .Activity<int, int>("Look", _ => Interlocked.Increment(ref attempts) < 3 ? throw new TimeoutException("not yet") : 1)
            .Orchestrator("Retry", async context => await context.CallActivityAsync<int>(
                "Look", 1, new TaskOptions(new TaskRetryOptions(new RetryPolicy(5, TimeSpan.FromSeconds(1)))))));

        await run.RunAsync("Retry", instanceId: instance);

        var looks = spans.Where(span => span.OperationName == "activity:Look").ToList();
        looks.Select(span => span.GetTagItem("durabletask.task.attempt")).ShouldBe([1, 2, 3]);
        looks.Select(span => span.GetTagItem("durabletask.task.status")).ShouldBe(["Failed", "Failed", "Completed"]);
        looks[0].Status.ShouldBe(ActivityStatusCode.Error);
        looks[0].StatusDescription.ShouldBe("not yet");
        looks[0].GetTagItem("error.type").ShouldBe("System.TimeoutException");
        looks[2].Status.ShouldBe(ActivityStatusCode.Unset);
        spans.Select(span => span.TraceId).Distinct().ShouldHaveSingleItem();
    }

    private static TestFunctions Functions() => new TestFunctions()
        .Activity<string, string>("Look", text => Task.FromResult(text ?? ""))
        .Orchestrator("Child", context => Task.FromResult<object?>(context.InstanceId))
        .Orchestrator("Incident", async context =>
        {
            await context.CallActivityAsync<string>("Look");
            await context.WaitForExternalEvent<string>("go");
            await context.CallSubOrchestratorAsync<string>("Child", null, new SubOrchestrationOptions(instanceId: context.InstanceId + "-child"));
        });
}
