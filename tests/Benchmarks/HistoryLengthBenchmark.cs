using System.Diagnostics;
using Autocura.Benchmarks.Engine;
using Autocura.Benchmarks.Harness;

namespace Autocura.Benchmarks;

/// <summary>What an orchestration costs by the length of its history: live, where each turn goes on from the last, and cold, where one replay rebuilds it.</summary>
internal sealed class HistoryLengthBenchmark : IBenchmark
{
    private const int Rounds = 3;

    // A turn, a call and its result.
    private const int EventsPerActivity = 3;

    private static readonly int[] Lengths = [10, 100, 1_000, 10_000];

    public string Name => "history";

    public string Question => "cost of an orchestration by the length of its history, live and after a restart";

    public async Task RunAsync(Report report)
    {
        var live = Lengths.ToDictionary(length => length, _ => new List<double>());
        var cold = Lengths.ToDictionary(length => length, _ => new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var length in Lengths)
            {
                var (liveMicroseconds, coldMilliseconds) = await MeasureAsync(length / EventsPerActivity);
                if (round < 0) continue;
                live[length].Add(liveMicroseconds);
                cold[length].Add(coldMilliseconds);
            }
        }

        report.Text($"One instance alone. Live is the time from start to the last event, by event; cold is from an event raised after a restart to the completion. Medians of {Rounds} rounds.");
        report.Table(
            ["events", "live, µs per event", "live, ms in all", "cold, ms", "cold, µs per event"],
            Lengths.Select(length => new object[]
            {
                length, Sample.Median(live[length]), Sample.Median(live[length]) * length / 1000, Sample.Median(cold[length]), Sample.Median(cold[length]) * 1000 / length,
            }));
    }

    private static async Task<(double LiveMicroseconds, double ColdMilliseconds)> MeasureAsync(int activities)
    {
        // Several short ones, as one alone is over before a clock can tell.
        var instances = Math.Max(1, 300 / activities);
        using var folder = new WorkFolder();
        var ids = new List<string>();
        double live;
        await using (var engine = await MeasuredEngine.StartAsync(folder.Database))
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < instances; i++)
            {
                ids.Add(await engine.Client.ScheduleNewOrchestrationInstanceAsync(Programs.ChainThenWait, activities));
                await engine.WhenIdleAsync();
            }

            live = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }

        await using var restarted = await MeasuredEngine.StartAsync(folder.Database);
        var raised = Stopwatch.GetTimestamp();
        foreach (var id in ids)
        {
            await restarted.Client.RaiseEventAsync(id, Programs.Go, "now");
            await restarted.Client.WaitForInstanceCompletionAsync(id);
        }

        return (live / (instances * activities * EventsPerActivity), Stopwatch.GetElapsedTime(raised).TotalMilliseconds / instances);
    }
}
