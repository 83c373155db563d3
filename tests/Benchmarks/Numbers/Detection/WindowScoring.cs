namespace Autocura.Benchmarks.Numbers.Detection;

/// <summary>
/// The rule of the Numenta Anomaly Benchmark 1.1 (Lavin and Ahmad 2015): of a window the detection that is worth most counts, the earlier the more; a row outside costs, less shortly after a window; the
/// first 15 % are not scored; one threshold for all series, the best for the profile. In the order and precision of the scorer beside the data, so that both agree in all digits.
/// </summary>
internal static class WindowScoring
{
    private const int Outside = -1;
    private const int NotScored = -2;
    private static readonly double Earliest = Sigma(-1);

    /// <summary>The score at the best threshold.</summary>
    public static WindowScore Best(IReadOnlyList<LabelledSeries> all, IReadOnlyList<double[]> scores, WindowProfile profile)
    {
        var (rows, groups) = Rows(all, scores);
        var best = groups.ToDictionary(group => group, _ => -profile.Missed);
        var (won, lost, falseRows) = (-profile.Missed * groups.Count, 0.0, 0);
        var found = new WindowScore(won, 1.1, 0, 0);
        for (var index = 0; index < rows.Count;)
        {
            var threshold = rows[index].Score;
            for (; index < rows.Count && rows[index].Score == threshold; index++)
            {
                var (_, group, value) = rows[index];
                if (group == Outside)
                {
                    lost += value * profile.False;
                    falseRows++;
                }
                else if (value * profile.Hit > best[group])
                {
                    won += (value * profile.Hit) - best[group];
                    best[group] = value * profile.Hit;
                }
            }

            if (won + lost > found.Score + 1e-12)
            {
                found = new WindowScore(won + lost, threshold, best.Values.Count(value => value > 0), falseRows);
            }
        }

        var nothing = -profile.Missed * groups.Count;
        return found with { Score = 100 * (found.Score - nothing) / ((profile.Hit * all.Sum(series => series.Windows.Count)) - nothing) };
    }

    /// <summary>Windows with a row at least so high, and rows as high outside of them, among those that are scored.</summary>
    public static (int Hit, int False) At(IReadOnlyList<LabelledSeries> all, IReadOnlyList<double[]> scores, double threshold)
    {
        var high = Rows(all, scores).Rows.Where(row => row.Score >= threshold).ToList();
        return (high.Where(row => row.Group != Outside).DistinctBy(row => row.Group).Count(), high.Count(row => row.Group == Outside));
    }

    private static (List<(double Score, int Group, double Value)> Rows, HashSet<int> Groups) Rows(IReadOnlyList<LabelledSeries> all, IReadOnlyList<double[]> scores)
    {
        var rows = new List<(double Score, int Group, double Value)>();
        var first = 0;
        foreach (var (series, score) in all.Zip(scores))
        {
            rows.AddRange(Values(series, first).Select((row, index) => (score[index], row.Group, row.Value)).Where(row => row.Group != NotScored));
            first += series.Windows.Count;
        }

        return ([.. rows.OrderByDescending(row => row.Score)], [.. rows.Select(row => row.Group).Where(group => group != Outside)]);
    }

    private static IEnumerable<(int Group, double Value)> Values(LabelledSeries series, int first)
    {
        var window = 0;
        (int First, int Last)? before = null;
        for (var row = 0; row < series.Points.Count; row++)
        {
            for (; window < series.Windows.Count && row > series.Windows[window].Last; window++) before = series.Windows[window];
            var (group, value) = window < series.Windows.Count && row >= series.Windows[window].First
                ? (first + window, Inside(series.Windows[window], row))
                : (Outside, before is { } past ? Sigma((row - past.Last) / (double)(past.Last - past.First)) : -1.0);
            yield return (row < series.Learning ? NotScored : group, value);
        }
    }

    private static double Inside((int First, int Last) window, int row) => Sigma(-(window.Last - row + 1) / (double)(window.Last - window.First + 1)) / Earliest;

    private static double Sigma(double position) => position > 3 ? -1 : (2 / (1 + Math.Exp(5 * position))) - 1;
}
