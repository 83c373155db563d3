using Autocura.Benchmarks.Engine;
using Autocura.Benchmarks.Harness;
using Autocura.Embedded.Durable;

namespace Autocura.Benchmarks;

/// <summary>Activities completed per second, against what single transactions reach and against the same without waiting for the disk.</summary>
internal sealed class ThroughputBenchmark : IBenchmark
{
    private const int Rounds = 5;
    private const int Activities = 4_000;
    private const string Commits = "single commits";
    private const string Undurable = ", durability off";

    private static readonly Load[] Loads =
    [
        new(Programs.Chain, 5, AtATime: 1, Activities / 5),
        new(Programs.Chain, 5, AtATime: 16, Activities),
        new(Programs.Chain, 5, AtATime: 256, Activities * 2),
        new(Programs.FanOut, 100, AtATime: 1, Activities),
        new(Programs.FanOut, 100, AtATime: 8, Activities * 2),
    ];

    public string Name => "throughput";

    public string Question => "activities completed per second, all of it durable";

    public async Task RunAsync(Report report)
    {
        var contest = new Contest(
        [
            new(Commits, MeasureCommitsAsync),
            .. Loads.SelectMany(load => new Contender[]
            {
                new(load.Name, () => MeasureAsync(load, Durability.Full)),
                new(load.Name + Undurable, () => MeasureAsync(load, Durability.None)),
            }),
        ]);
        await contest.RunAsync(Rounds);
        report.Text($"Single commits: {Report.Shown(contest.Median(Commits))} transactions a second ({contest.Range(Commits)}). Medians of {Rounds} rounds.");
        report.Table(
            ["activities per second", "median", "range", "to single commits", "durability off", "share of it", "processor, µs each", "allocated, bytes each"],
            Loads.Select(load => new object[]
            {
                load.Name, contest.Median(load.Name), contest.Range(load.Name), contest.Ratio(load.Name, Commits),
                contest.Median(load.Name + Undurable), contest.Ratio(load.Name, load.Name + Undurable), Sample.Median(load.Microseconds), Sample.Median(load.Bytes),
            }));
    }

    private static Task<double> MeasureCommitsAsync()
    {
        using var folder = new WorkFolder();
        return Task.FromResult(SingleCommits.Measure(folder.Database, Activities / 2));
    }

    private static async Task<double> MeasureAsync(Load load, Durability durability)
    {
        using var folder = new WorkFolder();
        await using var engine = await MeasuredEngine.StartAsync(folder.Database, durability);
        var (processor, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        var seconds = await engine.RunAsync(load.Program, load.Size, load.Activities / load.Size, load.AtATime);
        if (durability == Durability.Full)
        {
            load.Microseconds.Add((Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / load.Activities);
            load.Bytes.Add((GC.GetTotalAllocatedBytes() - allocated) / (double)load.Activities);
        }

        return load.Activities / seconds;
    }

    private sealed record Load(string Program, int Size, int AtATime, int Activities)
    {
        public List<double> Microseconds { get; } = [];

        public List<double> Bytes { get; } = [];

        public string Name => (Program == Programs.Chain ? $"chain of {Size}" : $"fan-out of {Size}") + $", {AtATime} at a time";
    }
}
