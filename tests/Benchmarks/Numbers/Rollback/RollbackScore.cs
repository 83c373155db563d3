namespace Autocura.Benchmarks.Numbers.Rollback;

/// <summary>How a judge did on releases whose truth is known: each of them with a probability.</summary>
internal sealed record RollbackScore(IReadOnlyList<(ReleaseCase Case, double Probability)> Judged, double Threshold)
{
    private const double MissedCosts = 3;

    public double False => Share(one => !one.Case.IsBad, one => one.Probability >= Threshold);

    public double Missed => Share(one => one.Case.IsBad, one => one.Probability < Threshold);

    public double MissedHard => Share(one => one.Case is { IsBad: true, IsHard: true }, one => one.Probability < Threshold);

    public double MissedEasy => Share(one => one.Case is { IsBad: true, IsHard: false }, one => one.Probability < Threshold);

    public double BalancedError => (False + Missed) / 2;

    /// <summary>A missed bad release is taken for three times as bad as a good one rolled back.</summary>
    public double Cost => Judged.Average(one => one.Case.IsBad == (one.Probability >= Threshold) ? 0 : one.Case.IsBad ? MissedCosts : 1);

    public double Brier => Judged.Average(one => Math.Pow(one.Probability - (one.Case.IsBad ? 1 : 0), 2));

    /// <summary>Area under the curve of the receiver's operating characteristic: how often a bad release has the higher probability of two.</summary>
    public double Auc
    {
        get
        {
            var (bad, good) = (Judged.Where(one => one.Case.IsBad).ToList(), Judged.Where(one => !one.Case.IsBad).ToList());
            return bad.Average(one => good.Average(other => one.Probability > other.Probability ? 1 : one.Probability < other.Probability ? 0 : 0.5));
        }
    }

    /// <summary>Expected calibration error: ten bins, the mean distance between what is said and what is.</summary>
    public double CalibrationError => Judged.GroupBy(one => Math.Min(9, (int)(one.Probability * 10)))
        .Sum(bin => Math.Abs(bin.Sum(one => one.Probability - (one.Case.IsBad ? 1 : 0)))) / Judged.Count;

    /// <summary>The lowest balanced error that any threshold would give.</summary>
    public double BestBalancedError => Judged.Select(one => one.Probability).Distinct().Min(threshold => (this with { Threshold = threshold }).BalancedError);

    private double Share(Func<(ReleaseCase Case, double Probability), bool> of, Func<(ReleaseCase Case, double Probability), bool> wrong)
    {
        var some = Judged.Where(of).ToList();
        return some.Count == 0 ? double.NaN : (double)some.Count(wrong) / some.Count;
    }
}
