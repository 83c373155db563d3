using Autocura.Signals.Series;
using MathNet.Numerics.Distributions;

namespace Autocura.Benchmarks.Numbers.Detection;

/// <summary>A few series of fourteen days with a day's swing and noise, each with a spike, a level that shifts, a leak, or nothing: to see that the figures can be measured, not to boast with.</summary>
internal static class MadeSeries
{
    private const int Day = 288;
    private const int Length = 14 * Day;
    private static readonly DateTimeOffset Start = new(2030, 1, 14, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Kinds = ["none", "spike", "shift", "leak"];

    public static IReadOnlyList<LabelledSeries> Some(int count) => [.. Enumerable.Range(0, count).Select(Make)];

    private static LabelledSeries Make(int seed)
    {
        var chance = new Random(seed);
        var kind = Kinds[seed % Kinds.Length];
        var (first, length) = (chance.Next(5 * Day, 11 * Day), kind == "spike" ? 3 : Day / 2);
        var points = Enumerable.Range(0, Length).Select(index => new SeriesPoint(
            Start.AddMinutes(5 * index),
            100 + (30 * Math.Sin(2 * Math.PI * index / Day)) + Normal.Sample(chance, 0, 3) + (index >= first && index < first + length ? Trouble(kind, index - first, length) : 0)));
        return new LabelledSeries($"{kind}/{seed}", [.. points], kind == "none" ? [] : [(first, first + length)]);
    }

    private static double Trouble(string kind, int since, int length) => kind switch { "spike" => 60, "shift" => 25, "leak" => 60.0 * since / length, _ => 0 };
}
