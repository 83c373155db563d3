using System.Diagnostics;
using System.Text.Json;
using Autocura.Benchmarks.Engine;
using Autocura.Benchmarks.Harness;
using Autocura.Embedded.Durable;

namespace Autocura.Benchmarks;

/// <summary>What a start costs where many instances wait: time to take up the work, and memory afterwards. Each start is a process of its own.</summary>
internal sealed class StartUpBenchmark : IBenchmark
{
    private const int Waiting = 100_000;
    private const int Rounds = 5;

    public string Name => "startup";

    public string Question => "start-up time and memory with 100,000 instances waiting";

    public async Task RunAsync(Report report)
    {
        using var empty = new WorkFolder();
        using var timers = new WorkFolder();
        using var events = new WorkFolder();
        await using (await MeasuredEngine.StartAsync(empty.Database)) { }
        await using (var engine = await MeasuredEngine.StartAsync(timers.Database, Durability.None)) await engine.StartWaitingAsync(Programs.Sleeper, null, Waiting);
        await using (var engine = await MeasuredEngine.StartAsync(events.Database, Durability.None)) await engine.StartWaitingAsync(Programs.ChainThenWait, 0, Waiting);

        var rows = new List<object[]>();
        foreach (var (name, folder) in new[] { ("nothing", empty), ($"{Waiting:N0} on timers", timers), ($"{Waiting:N0} on events", events) })
        {
            var probes = new List<StartUpProbe>();
            for (var round = 0; round < Rounds; round++) probes.Add(await StartUpProbe.AskAsync(folder.Database));
            rows.Add(
            [
                name, Sample.Median(probes.Select(probe => probe.Milliseconds)), Sample.Median(probes.Select(probe => probe.HeapBytes / 1e6)),
                Sample.Median(probes.Select(probe => probe.ResidentBytes / 1e6)), new FileInfo(folder.Database).Length / 1e6,
            ]);
        }

        report.Table(["waiting", "start, ms", "managed heap, MB", "resident, MB", "file, MB"], rows);
    }
}

/// <summary>One start, measured from inside its own process.</summary>
internal sealed record StartUpProbe(double Milliseconds, long HeapBytes, long ResidentBytes)
{
    public const string Command = "start-up-probe";

    public static async Task<StartUpProbe> AskAsync(string database)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Command, database]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The probe's process did not start.");
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The probe ended with {process.ExitCode}: {answer}");
        return JsonSerializer.Deserialize<StartUpProbe>(answer)!;
    }

    /// <summary>What the probe's process does.</summary>
    public static async Task<int> RunAsync(string database)
    {
        var started = Stopwatch.GetTimestamp();
        await using var engine = await MeasuredEngine.StartAsync(database);
        await engine.WhenIdleAsync();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        using var self = Process.GetCurrentProcess();
        var resident = self.WorkingSet64;
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        await Console.Out.WriteAsync(JsonSerializer.Serialize(new StartUpProbe(elapsed, heap, resident)));
        return 0;
    }
}
