using Autocura.Benchmarks.Harness;
using Autocura.Forecasting;
using Autocura.Forecasting.Exhaustion;
using MathNet.Numerics.Statistics;

namespace Autocura.Benchmarks.Numbers.Exhaustion;

/// <summary>How long before the end a leak is told, and how often what does not leak is told to.</summary>
internal sealed class ExhaustionSection : INumbersSection
{
    private const int Runs = 200;
    private const int Between = 5;
    private const double Told = 0.5;
    private static readonly TimeSpan Within = TimeSpan.FromHours(4);
    private static readonly TimeSpan Step = TimeSpan.FromHours(1) / MadeSeries.PerHour;

    public string Name => "exhaustion";

    public string Question => "how early is a leak foreseen, and how often where there is none?";

    public string? Folder => null;

    public void Write(Report report, string? data)
    {
        report.Text($"{Runs} made series each, a look every {Between * Step.TotalMinutes:0} minutes at the last day, told when the probability of being full within {Within.TotalHours:0} h is at least {Told:P0} at two looks in a row.");
        report.Table(["what fills up", "foreseen", "lead, median min", "lead, 10 % below min", "told before it began"], MadeSeries.Filling.Select((kind, index) => Leaks(kind, index)));
        report.Table(["what does not", "told to, of the series", "times told in 1,000 days"], MadeSeries.Quiet.Select((kind, index) => Quiet(kind, index)));
    }

    private static IReadOnlyList<object> Leaks((string Name, Func<Random, Func<int, double>> Make) kind, int index)
    {
        var runs = Enumerable.Range(0, Runs).AsParallel().AsOrdered().Select(run => Series(kind.Make, (1000 * index) + run)).Select(values => (Full: Array.FindIndex(values, MadeSeries.Begin, value => value >= MadeSeries.Limit), Told: FirstTold(values)))
            .Where(run => run.Full >= 0).ToList();
        double[] leads = [.. runs.Where(run => run.Told >= MadeSeries.Begin && run.Told < run.Full).Select(run => (run.Full - run.Told) * Step.TotalMinutes)];
        return [kind.Name, Share((double)leads.Length / runs.Count), leads.Median(), leads.Quantile(0.1), Share((double)runs.Count(run => run.Told >= 0 && run.Told < MadeSeries.Begin) / runs.Count)];
    }

    private static IReadOnlyList<object> Quiet((string Name, Func<Random, Func<int, double>> Make) kind, int index)
    {
        var told = Enumerable.Range(0, Runs).AsParallel().AsOrdered().Count(run => FirstTold(Series(kind.Make, 100_000 + (1000 * index) + run)) >= 0);
        var days = Runs * (MadeSeries.Length - ExhaustionForecaster.FewestValues) * Step.TotalDays;
        return [kind.Name, Share((double)told / Runs), told * 1000 / days];
    }

    private static string Share(double value) => value.ToString("P1", System.Globalization.CultureInfo.InvariantCulture);

    private static double[] Series(Func<Random, Func<int, double>> make, int seed)
    {
        var value = make(new Random(seed));
        return [.. Enumerable.Range(0, MadeSeries.Length).Select(value)];
    }

    private static int FirstTold(double[] values)
    {
        var before = false;
        for (var index = ExhaustionForecaster.FewestValues; index < values.Length; index += Between)
        {
            var day = new RegularSeries(values[Math.Max(0, index - MadeSeries.Begin)..index], Step);
            var isTold = ExhaustionForecaster.Of(day, MadeSeries.Limit, Within)?.ProbabilityWithin(Within) >= Told;
            if (isTold && before) return index;
            before = isTold;
        }

        return -1;
    }
}
