using Autocura.Embedded.Durable;
using Autocura.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Embedded.Tests.Durable;

/// <summary>An engine on a manual clock and a database of its own, for one test.</summary>
internal sealed class EngineRun : IAsyncDisposable
{
    private readonly string folder;
    private readonly bool ownsFolder;

    private EngineRun(TestFunctions functions, string? folder, ManualTime? clock, Func<DurableEngineOptions, DurableEngineOptions>? configure, ILoggerFactory? loggers)
    {
        ownsFolder = folder is null;
        this.folder = folder ?? Directory.CreateTempSubdirectory("autocura-durable-").FullName;
        Clock = clock ?? new ManualTime();
        Functions = functions;
        var options = new DurableEngineOptions { DatabasePath = DatabasePath };
        Engine = new DurableEngine(configure?.Invoke(options) ?? options, functions, Clock, loggers ?? NullLoggerFactory.Instance);
    }

    public ManualTime Clock { get; }

    public TestFunctions Functions { get; }

    public DurableEngine Engine { get; }

    public EmbeddedTaskClient Client => Engine.Client;

    public string Folder => folder;

    public string DatabasePath => Path.Combine(folder, "durable.db");

    public static async Task<EngineRun> StartAsync(
        TestFunctions functions, string? folder = null, ManualTime? clock = null, Func<DurableEngineOptions, DurableEngineOptions>? configure = null, ILoggerFactory? loggers = null)
    {
        var run = new EngineRun(functions, folder, clock, configure, loggers);
        await run.Engine.StartAsync();
        return run;
    }

    /// <summary>Starts an instance and lets everything happen that needs no time to pass.</summary>
    public async Task<string> ScheduleAsync(string orchestrator, object? input = null, string? instanceId = null)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(instanceId));
        await Engine.WhenIdleAsync();
        return id;
    }

    /// <summary>Runs an instance to its end, moving the clock from timer to timer.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null, string? instanceId = null)
    {
        var id = await ScheduleAsync(orchestrator, input, instanceId);
        return await FinishAsync(id);
    }

    /// <summary>Moves the clock from timer to timer until the instance has ended; fails when nothing is left to wait for.</summary>
    public async Task<OrchestrationMetadata> FinishAsync(string instanceId)
    {
        while (true)
        {
            await Engine.WhenIdleAsync();
            var instance = await StateAsync(instanceId);
            if (instance.IsCompleted) return instance;
            if (Engine.NextTimerDue is not { } due) throw new InvalidOperationException($"{instance} waits for something that no timer brings.");
            Clock.AdvanceTo(due < Clock.GetUtcNow() ? Clock.GetUtcNow() : due);
        }
    }

    public async Task<OrchestrationMetadata> StateAsync(string instanceId)
    {
        await Engine.WhenIdleAsync();
        return (await Client.GetInstanceAsync(instanceId, getInputsAndOutputs: true)).ShouldNotBeNull();
    }

    public async Task RaiseAsync(string instanceId, string name, object? payload = null)
    {
        await Client.RaiseEventAsync(instanceId, name, payload);
        await Engine.WhenIdleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        if (ownsFolder) Directory.Delete(folder, recursive: true);
    }
}
