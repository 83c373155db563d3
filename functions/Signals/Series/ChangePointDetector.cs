using Autocura.Statistics;
using MathNet.Numerics;

namespace Autocura.Signals.Series;

/// <summary>
/// Bayesian online change point detection (Adams and MacKay 2007): for each number of points since the last change, how probable it is given all points, where points between changes are normal
/// with unknown mean and variance. Says how improbable it is that the last change is more than <see cref="Recent"/> points ago. Run lengths beyond <see cref="Longest"/> are one, so a point costs
/// the same for ever. Values are taken in spreads around the median of the newest 512 points, at most four, so that a spike is no new level.
/// </summary>
public sealed class ChangePointDetector(TimeSpan step) : CalibratedDetector(step)
{
    private const int Window = 512;
    private const int Longest = 60;
    private const int Recent = 12;
    private const double MostSpreads = 4;

    // One change in a day of five-minute points.
    private const double Hazard = 1.0 / 288;

    // Beyond so many points a level counts as known; it can still wander.
    private const int Known = 200;

    // A weak prior: what a tenth of a point at the median with a spread of one would say.
    private const double PriorWeight = 0.1;
    private const double Least = 1e-12;

    // Below even odds a change is no news.
    private const double Even = 0.30103;

    private static readonly double[] LogNorm = [.. Enumerable.Range(0, Known + 1).Select(points => SpecialFunctions.GammaLn((points / 2.0) + 1.5) - SpecialFunctions.GammaLn((points / 2.0) + 1))];

    private readonly SortedWindow past = new(Window);
    private readonly double[] probability = [1, .. new double[Longest]];
    private readonly int[] points = new int[Longest + 1];
    private readonly double[] mean = new double[Longest + 1];
    private readonly double[] scatter = [1, .. new double[Longest]];

    public override string Name => "change-point";

    protected override int Learning => 30;

    protected override double Measure(SeriesPoint point)
    {
        var measure = 0.0;
        if (past.Count >= Learning)
        {
            Observe(Math.Clamp((point.Value - past.Median) / Math.Max(past.Spread, NoiseFloor.Default.At(past.Median)), -MostSpreads, MostSpreads));
            measure = Math.Log(1 + Math.Max(0, -Math.Log10(Math.Max(Least, Older())) - Even));
        }

        past.Add(point.Value);
        return measure;
    }

    /// <summary>Nothing is known of how long the newest level has lasted.</summary>
    protected override void Interrupt()
    {
        Array.Clear(probability);
        Begin(1);
    }

    private void Observe(double value)
    {
        var changed = 0.0;
        var all = 0.0;
        for (var run = 0; run <= Longest; run++)
        {
            var seen = probability[run] > 0 ? probability[run] * Predictive(run, value) : 0;
            changed += seen * Hazard;
            probability[run] = seen * (1 - Hazard);
            all += seen;
            Learn(run, value);
        }

        Age();
        Begin(changed);
        var scale = all > 0 ? 1 / all : 1;
        for (var run = 0; run <= Longest; run++) probability[run] *= scale;
    }

    /// <summary>Student's t of what a level with so many points would show next.</summary>
    private double Predictive(int run, double value)
    {
        var weight = PriorWeight + points[run];
        var shape = 1 + (points[run] / 2.0);
        var width = 2 * scatter[run] * (weight + 1) / weight;
        return Math.Exp(LogNorm[points[run]] - ((shape + 0.5) * Math.Log(1 + ((value - mean[run]) * (value - mean[run]) / width)))) / Math.Sqrt(Math.PI * width);
    }

    private void Learn(int run, double value)
    {
        var weight = PriorWeight + points[run];
        var off = value - mean[run];
        scatter[run] = ((points[run] < Known ? 1 : 1 - (1.0 / Known)) * scatter[run]) + (weight / (weight + 1) * off * off / 2);
        mean[run] += off / (weight + 1);
        points[run] = Math.Min(Known, points[run] + 1);
    }

    /// <summary>Every run is one point longer; the two longest become one, with what the longer knows.</summary>
    private void Age()
    {
        var (known, level, width) = (points[Longest], mean[Longest], scatter[Longest]);
        var hadLongest = probability[Longest] > 0;
        var together = probability[Longest] + probability[Longest - 1];
        Array.Copy(probability, 0, probability, 1, Longest);
        Array.Copy(points, 0, points, 1, Longest);
        Array.Copy(mean, 0, mean, 1, Longest);
        Array.Copy(scatter, 0, scatter, 1, Longest);
        probability[Longest] = together;
        if (hadLongest && probability[Longest] > 0 && known > points[Longest])
        {
            (points[Longest], mean[Longest], scatter[Longest]) = (known, level, width);
        }
    }

    private void Begin(double chance) => (probability[0], points[0], mean[0], scatter[0]) = (chance, 0, 0, 1);

    private double Older()
    {
        var sum = 0.0;
        foreach (var run in probability.AsSpan(Recent + 1)) sum += run;
        return sum;
    }
}
