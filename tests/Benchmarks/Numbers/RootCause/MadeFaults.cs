using Autocura.Diagnosis.Measurements.Ranking;
using MathNet.Numerics.Distributions;

namespace Autocura.Benchmarks.Numbers.RootCause;

/// <summary>Faults in a chain of five services of our own making, seeded: one uses more CPU and is slow, and so are its callers. They show that the command works, and are no measure.</summary>
internal static class MadeFaults
{
    public const string DataSet = "made up";

    private const int Before = 60;
    private const int After = 10;
    private static readonly string[] Chain = ["frontend", "checkout", "cart", "catalog", "store"];

    public static IReadOnlyList<FaultCase> Some(int count) => [.. Enumerable.Range(0, count).Select(Fault)];

    private static FaultCase Fault(int number)
    {
        var (random, at) = (new Random(number), number % Chain.Length);
        List<SplitSeries> series = [];
        for (var service = 0; service < Chain.Length; service++)
        {
            series.Add(Series(Chain[service], "latency", SeriesKind.Latency, (Chain.Length - service) * 0.02, service <= at ? 0.1 : 0, random));
            series.Add(Series(Chain[service], "cpu", SeriesKind.Resource, 0.3, service == at ? 0.5 : 0, random));
        }

        var calls = Chain.Zip(Chain.Skip(1)).ToList();
        return new FaultCase($"made{number}", DataSet, new RankingInput(series) { Calls = calls, AlarmedBy = SeriesKind.Latency }, Chain[at], ["cpu"]);
    }

    private static SplitSeries Series(string service, string signal, SeriesKind kind, double level, double more, Random random) =>
        new(service, signal, kind, Noise(Before, level, random), Noise(After, level + more, random));

    private static double[] Noise(int count, double level, Random random) => [.. Enumerable.Range(0, count).Select(_ => level * Math.Exp(Normal.Sample(random, 0, 0.2)))];
}
