using Autocura.Statistics;

namespace Autocura.Diagnosis.Measurements.Ranking;

/// <summary>
/// How far a series moved in its bad direction, measured against what it did by itself before: the mean since the trouble, in spreads above the median of
/// before. The spread is the largest of the robust one, of what stretches of the same length did before (a series that often jumps surprises nobody), and of a
/// floor.
/// </summary>
internal readonly record struct Surprise(double Weight, double Change)
{
    private const int Fewest = 3;

    /// <summary>Whether it says anything: below one spread it does not.</summary>
    public bool IsAny => Weight > 0;

    /// <summary>Weightless when too little was measured, or it moved in the good direction. NaN and infinity were not measured. The weight is logarithmic: beyond "surely", more is not surer.</summary>
    public static Surprise Of(SeriesKind kind, IReadOnlyList<double> before, IReadOnlyList<double> after)
    {
        (before, after) = (Measured(before), Measured(after));
        var usual = RobustSummary.Of(before);
        if (usual.Count < Fewest || after.Count == 0)
        {
            return default;
        }

        var moved = after.Average() - usual.Median;
        var change = kind switch
        {
            SeriesKind.Availability => -moved,
            SeriesKind.Load => Math.Abs(moved),
            _ => moved,
        };
        var spread = Math.Max(Math.Max(usual.Spread, OwnExcursions(before, after.Count, usual.Median)), FloorOf(kind, usual.Median));
        return change <= 0 ? default : new Surprise(Math.Log(Math.Max(1, change / spread)), change);
    }

    /// <summary>Several statistics of one thing (mean, p50, p99) as one: what all of them say weighs more than what one of them does.</summary>
    public static Surprise Together(IReadOnlyCollection<Surprise> several) =>
        several.Count == 0 ? default : new Surprise(several.Average(one => one.Weight), several.Average(one => one.Change));

    /// <summary>How much of another's change this one accounts for, 0 to 1: calls that take a second longer make their caller a second slower.</summary>
    public double ShareOf(Surprise other) => IsAny && other.IsAny ? Math.Min(1, Change / other.Change) : 0;

    private static IReadOnlyList<double> Measured(IReadOnlyList<double> values) => values.All(double.IsFinite) ? values : [.. values.Where(double.IsFinite)];

    /// <summary>How far the mean of a stretch of this length lay off in nineteen of twenty such stretches before.</summary>
    private static double OwnExcursions(IReadOnlyList<double> before, int length, double median)
    {
        var stretches = Enumerable.Range(0, Math.Max(0, before.Count - length + 1)).Select(start => Math.Abs(before.Skip(start).Take(length).Average() - median)).Order().ToList();
        return stretches.Count < 2 * Fewest ? 0 : stretches[(int)(0.95 * (stretches.Count - 1))];
    }

    private static double FloorOf(SeriesKind kind, double median) => kind switch
    {
        // Half a percent of the whole, whether it is given as a share or in percent.
        SeriesKind.Availability or SeriesKind.Failures => Math.Abs(median) > 1.5 ? 0.5 : 0.005,
        SeriesKind.Latency => new NoiseFloor(0.002, 0.05).At(median),
        _ => new NoiseFloor(1e-9, 0.1).At(median),
    };
}
