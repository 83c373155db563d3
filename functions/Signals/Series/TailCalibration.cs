namespace Autocura.Signals.Series;

/// <summary>
/// Turns a measure of unknown distribution into a rarity. The upper twentieth of what was measured is its tail: its threshold is tracked by stochastic approximation (Robbins and Monro
/// 1951), excesses over it follow a generalised Pareto distribution (Pickands 1975; used so for streams by Siffer et al., KDD 2017). Shape and scale come from the mean and variance of
/// the excesses (Hosking and Wallis 1987), the shape raised by its standard error of 1 / √n: a short experience claims little. An estimate reaches no further than <see cref="Reach"/> decades beyond the experience: of n points none is rarer than one in 1,000 n.
/// </summary>
public sealed class TailCalibration
{
    /// <summary>Measures before it says anything.</summary>
    public const int Fewest = 60;

    private const double TailShare = 0.05;
    private const double Reach = 3;
    private const double HeaviestShape = 0.5;

    // So many points back counts as much as now: long enough for a week of five-minute points, short enough to follow a service that changes over months.
    private const double Memory = 4096;

    private readonly double[] first = new double[Fewest];
    private double count;
    private double threshold;
    private double spread;
    private double above;
    private double excesses;
    private double mean;
    private double square;

    /// <summary>−log10 of the probability of so large a measure; 0 before there is enough experience.</summary>
    public double Rarity(double measure)
    {
        if (count < Fewest)
        {
            return 0;
        }

        var share = Math.Log10((count + 1) / (above + 1));
        if (measure <= threshold)
        {
            return threshold > 0 ? share * Math.Max(0, measure) / threshold : 0;
        }

        var limit = Math.Log10(count + 1) + Reach;
        return Math.Min(limit, excesses < 1 ? limit - Reach : share + Beyond(measure - threshold));
    }

    /// <summary>Learns from a measure.</summary>
    public void Add(double measure)
    {
        if (count < Fewest)
        {
            first[(int)count++] = measure;
            if (count >= Fewest)
            {
                Begin();
            }

            return;
        }

        var forget = Math.Min(1, Memory / (count + 1));
        count = (count * forget) + 1;
        above *= forget;
        var excess = measure - threshold;
        if (excess > 0)
        {
            above++;
            Learn(excess);
        }

        // A step towards the quantile; larger where little was seen, and in the unit of the measure.
        threshold = Math.Max(0, threshold + (spread * ((excess > 0 ? 1 : 0) - TailShare) * 4 / Math.Sqrt(count)));
    }

    private void Begin()
    {
        Array.Sort(first);
        var at = (int)(Fewest * (1 - TailShare)) - 1;
        threshold = first[at];
        spread = Math.Max(threshold - first[Fewest / 2], threshold * 0.1);
        for (var index = at + 1; index < Fewest; index++)
        {
            if (first[index] > threshold)
            {
                above++;
                Learn(first[index] - threshold);
            }
        }
    }

    private void Learn(double excess)
    {
        // One wild value teaches that wild values occur, not that all are: it counts as far as a hundred times what is usual.
        var bounded = excesses < 1 ? excess : Math.Min(excess, 100 * mean);
        var weight = Math.Min(excesses + 1, Memory * TailShare);
        mean += (bounded - mean) / weight;
        square += ((bounded * bounded) - square) / weight;
        excesses = weight;
    }

    private double Beyond(double excess)
    {
        var ratio = mean * mean / Math.Max(square - (mean * mean), 1e-300);
        var shape = Math.Clamp((0.5 * (1 - ratio)) + (1 / Math.Sqrt(excesses)), 0.01, HeaviestShape);
        var scale = Math.Max(mean * (1 - shape), 1e-300);
        return Math.Log10(1 + (shape * excess / scale)) / shape;
    }
}
