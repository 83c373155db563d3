namespace Autocura.Statistics;

/// <summary>
/// Finds where short, noisy series with gaps change their level. First the best cut into constant levels (<see cref="Segmentation"/>), with a penalty that
/// grows with the serial correlation which windows of a rate bring; then each cut must stand two tests, and its p-value is the larger: the likelihood ratio
/// of two levels against one, and the rank sum (a bound each, times the moments at which a cut was possible). A line that fits as well as the cuts is a
/// trend and not a change. Deterministic. More than 1,000 observations are reduced to medians of neighbours.
/// </summary>
public static class ChangePoints
{
    private const int Most = 1000;

    // Per cut, times ln n: two parameters (where and how far) would cost ln n in BIC; the third pays for the search over short series.
    private const double PenaltyPerLogarithm = 2;

    /// <summary>The changes, oldest first; empty when there is none, or too little to say.</summary>
    public static IReadOnlyList<ChangePoint> Find(IEnumerable<Observation> series, ChangePointSettings? settings = null)
    {
        var rules = settings ?? ChangePointSettings.Default;
        var points = Reduce(Observation.Measured(series));
        if (points.Length < Math.Max(rules.Fewest, 2 * rules.Shortest))
        {
            return [];
        }

        var values = Array.ConvertAll(points, point => point.Value);
        var noise = SerialNoise.Of(values, rules.Floor);
        var penalty = PenaltyPerLogarithm * Math.Log(values.Length);
        noise = noise.After(Segmentation.Cut(values, noise.Scale, penalty, rules.Shortest), values);
        var cuts = Segmentation.Cut(values, noise.Scale, penalty * noise.Inflation, rules.Shortest);
        var tests = new CutTests(values, noise);
        tests.KeepSignificant(cuts, rules.Significance);
        return tests.IsTrend(cuts, points, penalty * noise.Inflation) ? [] : [.. cuts.Select((_, index) => Describe(points, cuts, index, tests, rules))];
    }

    /// <summary>The change that explains most: the smallest p-value, then the largest shift. Null when nothing changed.</summary>
    public static ChangePoint? Strongest(IEnumerable<Observation> series, ChangePointSettings? settings = null) =>
        Find(series, settings).OrderBy(change => change.PValue).ThenByDescending(change => Math.Abs(change.Shift)).FirstOrDefault();

    private static Observation[] Reduce(Observation[] points)
    {
        var together = (points.Length + Most - 1) / Most;
        return together <= 1
            ? points
            : [.. points.Chunk(together).Select(chunk => new Observation(chunk[0].At, RobustSummary.Of(chunk.Select(point => point.Value)).Median))];
    }

    private static ChangePoint Describe(Observation[] points, List<int> cuts, int index, CutTests tests, ChangePointSettings rules)
    {
        var (from, at, to) = CutTests.Around(cuts, index, points.Length);
        var before = RobustSummary.Of(points[from..at].Select(point => point.Value));
        var after = RobustSummary.Of(points[at..to].Select(point => point.Value));
        return new ChangePoint
        {
            At = points[at].At,
            LastBefore = points[at - 1].At,
            Before = before.Median,
            After = after.Median,
            Shift = before.ShiftTo(after, rules.Floor),
            PValue = tests.PValue(from, at, to),
        };
    }
}
