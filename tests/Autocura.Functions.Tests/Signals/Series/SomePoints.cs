using Autocura.Signals.Series;
using MathNet.Numerics.Distributions;

namespace Autocura.Functions.Tests.Signals.Series;

/// <summary>Metric series of known make, five minutes between points.</summary>
internal static class SomePoints
{
    public const int Day = 288;

    public static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    public static readonly DateTimeOffset Start = new(2030, 1, 14, 0, 0, 0, TimeSpan.Zero);

    public static SeriesPoint At(int index, double value) => new(Start + (index * Step), value);

    /// <summary>A busy service: level 100, a day's swing, and noise of 3 % of the level.</summary>
    public static double[] Usual(int seed, int length, double swing = 0)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(index => 100 + (swing * Math.Sin(2 * Math.PI * index / Day)) + Normal.Sample(chance, 0, 3))];
    }

    /// <summary>Points in which nothing is wrong, of a make.</summary>
    public static double[] Quiet(string kind, int seed, int length)
    {
        var chance = new Random(seed);
        return kind switch
        {
            "normal" => Usual(seed, length),
            "heavy tails" => [.. Enumerable.Range(0, length).Select(_ => 100 + (3 * StudentT.Sample(chance, 0, 1, 3)))],
            "skewed" => [.. Enumerable.Range(0, length).Select(_ => LogNormal.Sample(chance, 3, 0.7))],
            "day and night" => Usual(seed, length, swing: 40),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such series"),
        };
    }

    /// <summary>The rarity of every value.</summary>
    public static double[] Judge(this ISeriesDetector detector, IEnumerable<double> values) => [.. values.Select((value, index) => detector.Next(At(index, value)))];
}
