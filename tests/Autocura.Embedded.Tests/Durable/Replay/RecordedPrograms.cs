using Autocura.Support;
using Microsoft.DurableTask;

namespace Autocura.Embedded.Tests.Durable.Replay;

/// <summary>Orchestrations that between them use every kind of event, and how each was played when it was recorded.</summary>
internal static class RecordedPrograms
{
    private const string Child = "Child";

    /// <summary>Where the recordings are.</summary>
    public static string Folder => Repository.PathOf("tests/Autocura.Embedded.Tests/Durable/Replay/Histories");

    private static Dictionary<string, Func<EngineRun, string, Task>> Players { get; } = new()
    {
        ["FanOut"] = (run, id) => run.FinishAsync(id),
        ["Retries"] = (run, id) => run.FinishAsync(id),
        ["Children"] = (run, id) => run.FinishAsync(id),
        ["Deadline"] = (run, id) => run.RaiseAsync(id, "answer", "yes"),
        ["Failing"] = (run, id) => run.FinishAsync(id),
        ["FailingChild"] = (run, id) => run.FinishAsync(id),
        ["Suspended"] = async (run, id) =>
        {
            await run.Client.SuspendInstanceAsync(id, "for a while");
            await run.RaiseAsync(id, "answer", "kept");
            await run.Client.ResumeInstanceAsync(id, "go on");
            await run.FinishAsync(id);
        },
        ["Terminated"] = async (run, id) =>
        {
            await run.Client.TerminateInstanceAsync(id, "enough");
            await run.FinishAsync(id);
        },
        ["Waiting"] = (run, id) => run.RaiseAsync(id, "other", "not awaited yet"),
    };

    public static TestFunctions Functions() => new TestFunctions()
        .Activity<int, int>("Square", n => n * n)
        .Activity<string, string>("Broken", string (what) => throw new InvalidOperationException($"{what} is broken", new TimeoutException("too slow")))
        .Orchestrator(Child, async context => $"{context.GetInput<string>()} of {context.Parent!.Name}, {await context.CallActivityAsync<int>("Square", 7)}")
        .Orchestrator("FanOut", async context => (object?)(await Task.WhenAll(Enumerable.Range(1, 5).Select(n => context.CallActivityAsync<int>("Square", n)))).Sum())
        .Orchestrator("Retries", async context =>
        {
            try
            {
                return await context.CallActivityAsync<string>("Broken", "it", TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(1), 2)));
            }
            catch (TaskFailedException failed)
            {
                return (object?)$"{failed.FailureDetails} at {context.CurrentUtcDateTime:HH:mm:ss}";
            }
        })
        .Orchestrator("Children", async context =>
        {
            context.SetCustomStatus("both at work");
            var both = await Task.WhenAll(
                context.CallSubOrchestratorAsync<string>(Child, "first"),
                context.CallSubOrchestratorAsync<string>(Child, "second", new SubOrchestrationOptions(instanceId: "the-second")));
            context.SendEvent("nobody", "done", both);
            return $"{string.Join(" and ", both)}, {context.NewGuid()}";
        })
        .Orchestrator("Deadline", async context => await context.WaitForExternalEvent<string>("answer", TimeSpan.FromHours(1)))
        .Orchestrator("Failing", async context => await context.CallActivityAsync<string>("Broken", "it"))
        .Orchestrator("FailingChild", context => context.CallSubOrchestratorAsync("Failing"))
        .Orchestrator("Suspended", async context => await context.WaitForExternalEvent<string>("answer"))
        .Orchestrator("Terminated", context => context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None))
        .Orchestrator("Waiting", async context =>
        {
            await context.WaitForExternalEvent<string>("answer");
            return await context.WaitForExternalEvent<string>("other");
        });

    public static async Task RecordAsync()
    {
        foreach (var (name, play) in Players)
        {
            await using var run = await EngineRun.StartAsync(Functions());
            var id = await run.ScheduleAsync(name, instanceId: name.ToLowerInvariant());
            await play(run, id);
            RecordedHistory.Of(run.Engine, id).Write(Path.Combine(Folder, $"{name}.json"));
        }
    }
}
