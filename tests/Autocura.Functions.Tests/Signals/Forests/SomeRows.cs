using Autocura.Signals.Forests;

namespace Autocura.Functions.Tests.Signals.Forests;

/// <summary>Rows for forests.</summary>
internal static class SomeRows
{
    /// <summary>Rows of independent normal values around 0, by Box and Muller.</summary>
    public static double[] Cloud(int count, int features, int seed = 1)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, count * features).Select(_ => Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble()))];
    }

    /// <summary>A cloud whose last row is far out in one feature.</summary>
    public static FeatureRows WithOddLast(int count, int features, int odd, double far = 8)
    {
        var values = Cloud(count, features);
        values[((count - 1) * features) + odd] = far;
        return new FeatureRows(values, features);
    }
}
