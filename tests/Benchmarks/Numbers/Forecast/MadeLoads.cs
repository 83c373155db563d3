using MathNet.Numerics.Distributions;

namespace Autocura.Benchmarks.Numbers.Forecast;

/// <summary>Small loads of our own making, where there are no others: a day's wave, a level with noise, and one that shifts. The seeds are fixed.</summary>
internal static class MadeLoads
{
    private const int PerDay = 288;

    public static IReadOnlyList<LoadCase> All =>
    [
        Made("made_wave", 1, (index, random) => 100 + (60 * Math.Sin(2 * Math.PI * index / PerDay)) + Normal.Sample(random, 0, 8)),
        Made("made_level", 2, (_, random) => Poisson.Sample(random, 12)),
        Made("made_shift", 3, (index, random) => (index < 10 * PerDay ? 50 : 120) + Normal.Sample(random, 0, 6)),
    ];

    private static LoadCase Made(string id, int seed, Func<int, Random, double> value)
    {
        var random = new Random(seed);
        double[] values = [.. Enumerable.Range(0, 14 * PerDay).Select(index => Math.Max(0, value(index, random)))];
        return new LoadCase { Id = id, Values = values, Capacity = true, ThresholdPerReplica = values.Average() / 8 };
    }
}
