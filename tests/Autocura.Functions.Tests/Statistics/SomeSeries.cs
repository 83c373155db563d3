using Autocura.Statistics;
using MathNet.Numerics.Distributions;

namespace Autocura.Functions.Tests.Statistics;

/// <summary>Series of known make, half a minute between observations.</summary>
internal static class SomeSeries
{
    public static readonly DateTimeOffset Start = new(2030, 1, 15, 10, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    public static List<Observation> Of(IEnumerable<double> values) => [.. values.Select((value, index) => new Observation(Start + (index * Step), value))];

    /// <summary>Normal noise of deviation one; each value resembles the one before by the given correlation.</summary>
    public static double[] Noise(int seed, int length, double correlation = 0)
    {
        var chance = new Random(seed);
        var state = Normal.Sample(chance, 0, 1);
        var values = new double[length];
        for (var index = 0; index < length; index++)
        {
            values[index] = state;
            state = (correlation * state) + (Math.Sqrt(1 - (correlation * correlation)) * Normal.Sample(chance, 0, 1));
        }

        return values;
    }

    /// <summary>Level ten and noise of one, which is above the floor of two percent; the last <paramref name="tail"/> values are higher.</summary>
    public static List<Observation> Stepped(int seed, int length, double size, int tail, double correlation = 0) =>
        Of(Noise(seed, length, correlation).Select((noise, index) => 10 + noise + (index >= length - tail ? size : 0)));

    public static int IndexOf(DateTimeOffset at) => (int)((at - Start) / Step);
}
