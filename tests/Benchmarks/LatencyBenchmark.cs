using System.Collections.Concurrent;
using System.Diagnostics;
using Autocura.Benchmarks.Engine;
using Autocura.Benchmarks.Harness;

namespace Autocura.Benchmarks;

/// <summary>How long an instance takes from the wish for it to its first activity and to its end, alone and among others.</summary>
internal sealed class LatencyBenchmark : IBenchmark
{
    private const int Steps = 5;

    private static readonly (int AtATime, int Instances)[] Loads = [(1, 500), (100, 3_000), (1_000, 6_000)];

    public string Name => "latency";

    public string Question => "milliseconds from the start of an instance to its first activity and to its completion (chain of 5)";

    public async Task RunAsync(Report report)
    {
        var rows = new List<object[]>();
        foreach (var (atATime, instances) in Loads)
        {
            using var folder = new WorkFolder();
            await using var engine = await MeasuredEngine.StartAsync(folder.Database);
            await MeasureAsync(engine, atATime, instances / 5);
            rows.Add(await MeasureAsync(engine, atATime, instances));
        }

        var commits = CommitLatencies();
        report.Text($"One single commit: p50 {Report.Shown(Sample.Percentile(commits, 0.5))} ms, p99 {Report.Shown(Sample.Percentile(commits, 0.99))} ms.");
        report.Table(
            ["instances at a time", "first activity p50", "p99", "completion p50", "p99", "instances a second"], rows);
    }

    private static async Task<object[]> MeasureAsync(MeasuredEngine engine, int atATime, int instances)
    {
        var firsts = new ConcurrentDictionary<string, long>();
        var toFirst = new ConcurrentBag<double>();
        var toEnd = new ConcurrentBag<double>();
        engine.Programs.ActivityStarted = id => firsts.TryAdd(id, Stopwatch.GetTimestamp());
        var began = Stopwatch.GetTimestamp();
        var left = instances;
        await Task.WhenAll(Enumerable.Range(0, atATime).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var started = Stopwatch.GetTimestamp();
                var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(Programs.Chain, Steps);
                await engine.Client.WaitForInstanceCompletionAsync(id);
                toEnd.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                toFirst.Add(Stopwatch.GetElapsedTime(started, firsts[id]).TotalMilliseconds);
            }
        })));
        var rate = instances / Stopwatch.GetElapsedTime(began).TotalSeconds;
        double[] first = [.. toFirst], end = [.. toEnd];
        return
        [
            atATime, Sample.Percentile(first, 0.5), Sample.Percentile(first, 0.99), Sample.Percentile(end, 0.5), Sample.Percentile(end, 0.99), rate,
        ];
    }

    private static double[] CommitLatencies()
    {
        using var folder = new WorkFolder();
        using var commits = new SingleCommits(folder.Database);
        var row = new string('x', 200);
        var latencies = new double[5_000];
        for (var i = 0; i < latencies.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            commits.Commit(row);
            latencies[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return latencies[500..];
    }
}
