using Autocura.Embedded.Durable;
using Autocura.Embedded.Durable.Orchestration;
using Autocura.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>
/// Plays many stories on one engine at once. The clock goes from one thing that is due to the next, and whatever happens has its full effect before
/// the next thing of the same story happens.
/// </summary>
internal sealed class EngineWorld : IFunctionInvoker
{
    private readonly string folder;
    private readonly Func<DurableEngineOptions, DurableEngineOptions> configure;
    private readonly ManualTime clock = new(new DateTimeOffset(Story.Start));
    private readonly Agenda agenda = new();
    private readonly Dictionary<int, StoryRun> runs;
    private DurableEngine engine;

    private EngineWorld(IEnumerable<Story> stories, string folder, Func<DurableEngineOptions, DurableEngineOptions> configure)
    {
        this.folder = folder;
        this.configure = configure;
        runs = stories.ToDictionary(story => story.Seed, story => new StoryRun(story, agenda));
        engine = NewEngine();
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>What happened in each story, by seed. The engine is closed and opened again at that second, if one is given.</summary>
    public static async Task<Dictionary<int, IReadOnlyList<string>>> TellAsync(
        IReadOnlyCollection<Story> stories, Func<DurableEngineOptions, DurableEngineOptions> configure, int? restartSecond)
    {
        var folder = Directory.CreateTempSubdirectory("autocura-model-");
        try
        {
            var world = new EngineWorld(stories, folder.FullName, configure);
            await world.PlayAsync(restartSecond);
            var outcome = await world.OutcomeAsync();
            await world.engine.DisposeAsync();
            return outcome;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public bool HasOrchestrator(string name) => name is StoryOrchestrator.Root or StoryOrchestrator.Child;

    public bool HasActivity(string name) => name == StoryOrchestrator.Activity;

    public Task<object?> InvokeOrchestratorAsync(string name, TaskOrchestrationContext context)
    {
        var input = context.GetInput<StoryInput>()!;
        return new StoryOrchestrator(context, runs[input.Seed].Story, input).RunAsync();
    }

    public async Task<string?> InvokeActivityAsync(string name, string instanceId, string? inputJson, CancellationToken cancellation)
    {
        var input = DurableJson.Deserialize<CallInput>(inputJson)!;
        return DurableJson.Serialize(await runs[input.Seed].CallAsync(input, engine, cancellation));
    }

    private DurableEngine NewEngine()
    {
        var options = new DurableEngineOptions
        {
            DatabasePath = Path.Combine(folder, "durable.db"),
            Durability = Durability.None,
            MaxConcurrentActivityFunctions = 20 * runs.Count,
            StopGrace = TimeSpan.Zero,
        };
        return new DurableEngine(configure(options), this, clock, NullLoggerFactory.Instance);
    }

    private async Task PlayAsync(int? restartSecond)
    {
        await engine.StartAsync();
        await Task.WhenAll(runs.Values.Select(run => engine.Client.ScheduleNewOrchestrationInstanceAsync(
            StoryOrchestrator.Root, new StoryInput(run.Story.Seed, 0, 0, "root"), new StartOrchestrationOptions(run.Story.RootId))));
        await engine.WhenIdleAsync();
        var restart = restartSecond is { } second ? Story.Start.AddSeconds(second) : (DateTime?)null;
        while (NextTime() is { } next)
        {
            if (restart is { } due && due <= next)
            {
                await RestartAsync();
                restart = null;
                continue;
            }

            clock.AdvanceTo(new DateTimeOffset(next > Now ? next : Now));
            await engine.WhenIdleAsync();
            while (agenda.TakeOneEach(Now) is { Count: > 0 } acting)
            {
                await Task.WhenAll(acting.Select(run => run.Act(Now, engine)));
                await engine.WhenIdleAsync();
            }
        }
    }

    private async Task RestartAsync()
    {
        await engine.DisposeAsync();
        foreach (var run in runs.Values) run.Abandon();
        engine = NewEngine();
        await engine.StartAsync();
        await engine.WhenIdleAsync();
    }

    private DateTime? NextTime()
    {
        var (timer, other) = (engine.NextTimerDue?.UtcDateTime, agenda.NextDue);
        return timer < other || other is null ? timer : other;
    }

    private async Task<Dictionary<int, IReadOnlyList<string>>> OutcomeAsync()
    {
        var told = runs.Values.ToDictionary(run => run.Story.Seed, run => run.Log.ToList());
        await foreach (var instance in engine.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 1000, FetchInputsAndOutputs: true)))
            told[instance.ReadInputAs<StoryInput>()!.Seed].Add(InstanceText.Of(instance, UnreadAfterReplay(instance)));
        return told.ToDictionary(pair => pair.Key, IReadOnlyList<string> (pair) => [.. pair.Value.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Replays what is recorded, which must lead to where the instance is, and says which events it has not read.</summary>
    private IEnumerable<string> UnreadAfterReplay(OrchestrationMetadata instance)
    {
        var (record, history) = engine.Read(store => (store.Instances.Get(instance.InstanceId)!, store.History.Read(instance.InstanceId)));
        var execution = new OrchestrationExecution(record, this, NullLoggerFactory.Instance, engine.Options.MaxPayloadBytes);
        execution.Replay(history, rewinding: false);
        var status = execution.Outcome switch
        {
            OrchestrationOutcome.Completed => OrchestrationRuntimeStatus.Completed,
            OrchestrationOutcome.Failed => OrchestrationRuntimeStatus.Failed,
            OrchestrationOutcome.Terminated => OrchestrationRuntimeStatus.Terminated,
            _ => execution.IsSuspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running,
        };
        if (status != instance.RuntimeStatus) return [$"a replay leads to {status}"];
        return execution.Outcome is null ? execution.Calls.Events.Unread.Select(raised => $"{raised.Name}={DurableJson.Deserialize<string>(raised.Payload)}") : [];
    }
}
