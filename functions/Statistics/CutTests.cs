namespace Autocura.Statistics;

/// <summary>Whether a cut into levels is more than noise, and more than a line.</summary>
internal sealed class CutTests(double[] values, SerialNoise noise)
{
    /// <summary>The stretch before a cut and the stretch after it: from, at, to.</summary>
    public static (int From, int At, int To) Around(List<int> cuts, int index, int length) =>
        (index == 0 ? 0 : cuts[index - 1], cuts[index], index == cuts.Count - 1 ? length : cuts[index + 1]);

    /// <summary>Removes the least significant cut until all that are left are significant: its neighbours are judged anew without it.</summary>
    public void KeepSignificant(List<int> cuts, double significance)
    {
        while (cuts.Count > 0)
        {
            var (worst, index) = cuts.Select((_, index) => (P: PValue(Around(cuts, index, values.Length)), index)).MaxBy(cut => cut.P);
            if (worst <= significance)
            {
                return;
            }

            cuts.RemoveAt(index);
        }
    }

    /// <summary>
    /// The larger of two bounds. Ranks: sound for any noise, blind to size and correlation. Likelihood: P(ratio > e^gain) is at most e^-gain (Markov),
    /// with the gain deflated by the serial correlation.
    /// </summary>
    public double PValue(int from, int at, int to)
    {
        var moments = to - from - 1;
        var gain = (Segmentation.Distance(values, from, to) - Segmentation.Distance(values, from, at) - Segmentation.Distance(values, at, to)) / noise.Scale;
        var byLikelihood = Math.Exp(-gain / noise.Inflation);
        var byRanks = RankSum.PValue(values[from..at], values[at..to]);
        return Math.Min(1, moments * Math.Max(byLikelihood, byRanks));
    }

    /// <summary>Whether one straight line fits as well as the levels do, each parameter paid for.</summary>
    public bool IsTrend(List<int> cuts, Observation[] points, double penalty)
    {
        if (cuts.Count == 0 || TrendLine.Through(points) is not { } line)
        {
            return false;
        }

        var off = points.Sum(point => Math.Abs(point.Value - line.Latest + (line.SlopePerHour * (points[^1].At - point.At).TotalHours)));
        var bounds = cuts.Prepend(0).Append(values.Length).ToList();
        var levels = bounds.Zip(bounds.Skip(1), (from, to) => Segmentation.Distance(values, from, to)).Sum();
        return (off / noise.Scale) + (penalty / 2) <= (levels / noise.Scale) + (penalty * cuts.Count);
    }

    private double PValue((int From, int At, int To) around) => PValue(around.From, around.At, around.To);
}
