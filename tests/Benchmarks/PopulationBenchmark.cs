using Autocura.Benchmarks.Engine;
using Autocura.Benchmarks.Harness;
using Autocura.Embedded.Durable;

namespace Autocura.Benchmarks;

/// <summary>What an instance costs beside many others: finished ones, and ones that wait. It should not depend on their number.</summary>
internal sealed class PopulationBenchmark : IBenchmark
{
    private const int Rounds = 3;
    private const int Measured = 300;
    private const int AtATime = 16;

    private static readonly int[] Populations = [100, 10_000, 100_000];

    private static readonly (string Name, Func<MeasuredEngine, int, Task> FillAsync)[] Kinds =
    [
        ("finished", (engine, count) => engine.RunAsync(Programs.Chain, 1, count, 512)),
        ("waiting on timers", (engine, count) => engine.StartWaitingAsync(Programs.Sleeper, null, count)),
        ("waiting on events", (engine, count) => engine.StartWaitingAsync(Programs.ChainThenWait, 0, count)),
    ];

    public string Name => "population";

    public string Question => "time and allocations of an instance (chain of 5) beside 100, 10,000 and 100,000 others";

    public async Task RunAsync(Report report)
    {
        var rows = new List<object[]>();
        foreach (var (name, fillAsync) in Kinds)
        {
            using var folder = new WorkFolder();
            var present = 0;
            foreach (var population in Populations)
            {
                await using (var filling = await MeasuredEngine.StartAsync(folder.Database, Durability.None)) await fillAsync(filling, population - present);
                present = population;
                rows.Add([$"{population:N0} {name}", .. await CompareAsync(folder)]);
            }
        }

        report.Text($"{Measured:N0} instances, {AtATime} at a time, in turn with an engine on an empty database. Medians of {Rounds} rounds.");
        report.Table(["in the database", "µs per instance", "time, to an empty database's", "bytes allocated per instance", "to an empty database's"], rows);
    }

    private static async Task<object[]> CompareAsync(WorkFolder folder)
    {
        using var empty = new WorkFolder();
        await using var populated = await MeasuredEngine.StartAsync(folder.Database);
        await using var alone = await MeasuredEngine.StartAsync(empty.Database);
        var bytes = new Dictionary<MeasuredEngine, List<double>> { [populated] = [], [alone] = [] };
        var contest = new Contest(new("populated", () => MeasureAsync(populated)), new("alone", () => MeasureAsync(alone)));
        await contest.RunAsync(Rounds);
        var (allocated, allocatedAlone) = (Sample.Median(bytes[populated]), Sample.Median(bytes[alone]));
        return [contest.Median("populated"), contest.Ratio("populated", "alone"), allocated, allocated / allocatedAlone];

        async Task<double> MeasureAsync(MeasuredEngine engine)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var seconds = await engine.RunAsync(Programs.Chain, 5, Measured, AtATime);
            bytes[engine].Add((GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Measured);
            return seconds * 1_000_000 / Measured;
        }
    }
}
