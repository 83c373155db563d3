using System.Diagnostics;
using Autocura.Embedded.Durable;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Benchmarks.Engine;

/// <summary>A running engine, on the system's clock, and the ways in which it is put under load.</summary>
internal sealed class MeasuredEngine : IAsyncDisposable
{
    private readonly DurableEngine engine;

    private MeasuredEngine(DurableEngineOptions options) => engine = new DurableEngine(options, Programs, TimeProvider.System, NullLoggerFactory.Instance);

    public Programs Programs { get; } = new();

    public DurableTaskClient Client => engine.Client;

    public static async Task<MeasuredEngine> StartAsync(string database, Durability durability = Durability.Full)
    {
        var measured = new MeasuredEngine(new DurableEngineOptions { DatabasePath = database, Durability = durability });
        await measured.engine.StartAsync();
        return measured;
    }

    /// <summary>Starts instances and waits for their ends, so many at a time; the answer is the time in seconds.</summary>
    public async Task<double> RunAsync(string program, object? input, int instances, int atATime)
    {
        var started = Stopwatch.GetTimestamp();
        var left = instances;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(atATime, instances)).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await RunOneAsync(program, input);
        })));
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Starts instances that will wait, and returns when all of them do.</summary>
    public async Task StartWaitingAsync(string program, object? input, int instances)
    {
        var all = new ParallelOptions { MaxDegreeOfParallelism = 512 };
        await Parallel.ForAsync(0, instances, all, async (_, cancelled) => await Client.ScheduleNewOrchestrationInstanceAsync(program, input, cancelled));
        await engine.WhenIdleAsync();
    }

    public async Task RunOneAsync(string program, object? input)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(program, input);
        var end = await Client.WaitForInstanceCompletionAsync(id);
        if (end.RuntimeStatus != OrchestrationRuntimeStatus.Completed) throw new InvalidOperationException($"{end}: {end.FailureDetails?.ErrorMessage}");
    }

    public Task WhenIdleAsync() => engine.WhenIdleAsync();

    public ValueTask DisposeAsync() => engine.DisposeAsync();
}
