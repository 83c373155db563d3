namespace Autocura.Support.Yardstick;

/// <summary>Accuracy and calibration over many cases.</summary>
internal sealed record Score
{
    private const int Bins = 10;

    public required int Cases { get; init; }

    public required double CauseFirst { get; init; }

    public required double CauseInThree { get; init; }

    public required double ObjectFirst { get; init; }

    public required double ObjectInThree { get; init; }

    /// <summary>Cause and object both right in the first answer.</summary>
    public required double BothFirst { get; init; }

    /// <summary>Expected calibration error over ten bins of equal width: how far the first answer's probability is from how often it is right.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>Mean squared distance of the first answer's probability from 1 where it is right, and from 0 where it is wrong.</summary>
    public required double Brier { get; init; }

    public static Score Of(IReadOnlyCollection<CaseResult> results) => new()
    {
        Cases = results.Count,
        CauseFirst = Share(results, result => result.CauseRank == 1),
        CauseInThree = Share(results, result => result.CauseRank is > 0 and <= 3),
        ObjectFirst = Share(results, result => result.ObjectRank == 1),
        ObjectInThree = Share(results, result => result.ObjectRank is > 0 and <= 3),
        BothFirst = Share(results, result => result.IsRight),
        CalibrationError = results.GroupBy(Bin).Sum(bin => Math.Abs(bin.Sum(result => result.Top.Probability - (result.IsRight ? 1 : 0)))) / Math.Max(1, results.Count),
        Brier = results.Select(result => Math.Pow(result.Top.Probability - (result.IsRight ? 1 : 0), 2)).DefaultIfEmpty(double.NaN).Average(),
    };

    /// <summary>The bins of the reliability diagram that hold any case: bounds, cases, mean probability, share that is right.</summary>
    public static IEnumerable<Reliability> Reliabilities(IReadOnlyCollection<CaseResult> results) =>
        from result in results
        group result by Bin(result) into bin
        orderby bin.Key
        select new Reliability((double)bin.Key / Bins, (bin.Key + 1.0) / Bins, bin.Count(), bin.Average(result => result.Top.Probability), Share([.. bin], result => result.IsRight));

    private static int Bin(CaseResult result) => Math.Min(Bins - 1, (int)(result.Top.Probability * Bins));

    private static double Share(IReadOnlyCollection<CaseResult> results, Func<CaseResult, bool> holds) =>
        results.Count == 0 ? double.NaN : (double)results.Count(holds) / results.Count;
}

/// <summary>One bin of a reliability diagram.</summary>
internal sealed record Reliability(double From, double To, int Cases, double Claimed, double Right);
