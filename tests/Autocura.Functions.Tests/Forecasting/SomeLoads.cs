using Autocura.Forecasting;
using MathNet.Numerics.Distributions;

namespace Autocura.Functions.Tests.Forecasting;

/// <summary>Loads in steps of five minutes.</summary>
internal static class SomeLoads
{
    public const int Day = 288;
    public const int Week = 7 * Day;
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    /// <summary>A day's wave between 50 and 150, with noise.</summary>
    public static double[] Wave(int seed, int length = Week, double noise = 4) => Make(seed, length, (index, random) => WaveAt(index) + Normal.Sample(random, 0, noise));

    public static double WaveAt(int index) => 100 + (50 * Math.Sin(2 * Math.PI * index / Day));

    public static double[] Noise(int seed, int length = Week, double level = 100, double noise = 10) => Make(seed, length, (_, random) => level + Normal.Sample(random, 0, noise));

    public static double[] Make(int seed, int length, Func<int, Random, double> value)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(index => value(index, random))];
    }

    public static LoadForecast Forecast(double[] values) => LoadForecaster.Of(new RegularSeries(values, Step), new ForecastTerms());
}
