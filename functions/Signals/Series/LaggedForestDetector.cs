using Autocura.Signals.Forests;
using Autocura.Statistics;

namespace Autocura.Signals.Series;

/// <summary>
/// An isolation forest over the newest values of a series, what they were before, and how they moved: odd is a combination that is rare although each value is not. It grows first
/// after <see cref="FirstGrowth"/> points, and anew every <see cref="Window"/>, on the newest <see cref="Window"/> rows; between growths a point allocates nothing.
/// </summary>
public sealed class LaggedForestDetector(TimeSpan step, ulong seed = 1) : CalibratedDetector(step)
{
    private const int Window = 2048;
    private const int FirstGrowth = 512;

    // The value, one, two, four and twelve points ago, and the last two moves.
    private const int Features = 7;
    private const int Longest = 12;
    private const int Level = 512;
    private const double MostSpreads = 20;

    private readonly SortedWindow past = new(Level);
    private readonly double[] lags = new double[Longest + 1];
    private readonly double[] rows = new double[Window * Features];
    private IsolationForest? forest;
    private int lagged;
    private int count;

    public override string Name => "lagged-forest";

    protected override int Learning => FirstGrowth + Longest + 1;

    protected override double Measure(SeriesPoint point)
    {
        var median = past.Count == 0 ? point.Value : past.Median;
        var spread = past.Count == 0 ? 0 : past.Spread;
        Array.Copy(lags, 0, lags, 1, Longest);
        lags[0] = Math.Clamp((point.Value - median) / Math.Max(spread, NoiseFloor.Default.At(median)), -MostSpreads, MostSpreads);
        past.Add(point.Value);
        lagged = Math.Min(Longest + 1, lagged + 1);
        return lagged > Longest ? Score() : 0;
    }

    /// <summary>The values before a gap are no neighbours of those after.</summary>
    protected override void Interrupt() => lagged = 0;

    private double Score()
    {
        var row = rows.AsSpan(count % Window * Features, Features);
        (row[0], row[1], row[2], row[3], row[4], row[5], row[6]) = (lags[0], lags[1], lags[2], lags[4], lags[Longest], lags[0] - lags[1], lags[1] - lags[2]);
        var score = forest?.Score(row) ?? 0;
        count++;
        if (count == FirstGrowth || (count > FirstGrowth && (count - FirstGrowth) % Window == 0))
        {
            forest = IsolationForest.Grow(new FeatureRows(rows.AsMemory(0, Math.Min(count, Window) * Features), Features), ForestSettings.Default with { Seed = seed });
        }

        return score;
    }
}
