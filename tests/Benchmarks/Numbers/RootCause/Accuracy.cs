using Autocura.Diagnosis.Measurements.Ranking;

namespace Autocura.Benchmarks.Numbers.RootCause;

/// <summary>
/// AC@k: the share of cases whose true service is among the first k; Avg@5 the mean of AC@1 to AC@5. A service's place is that of its first series.
/// For metrics the true service and one of the true metrics must stand together, in cases that name metrics.
/// </summary>
internal sealed record Accuracy(int Cases, double[] Services, double[] Metrics)
{
    private const int Deepest = 5;

    public double Average => Services.Average();

    public double MetricAverage => Metrics.Average();

    public static Accuracy Of(IReadOnlyList<(FaultCase Case, IReadOnlyList<RankedSeries> Ranking)> results)
    {
        var named = results.Where(result => result.Case.Metrics.Count > 0).ToList();
        return new Accuracy(results.Count, Shares(results, ServicePlace), Shares(named, MetricPlace));
    }

    private static double[] Shares(IReadOnlyList<(FaultCase Case, IReadOnlyList<RankedSeries> Ranking)> results, Func<FaultCase, IReadOnlyList<RankedSeries>, int> place)
    {
        var places = results.Select(result => place(result.Case, result.Ranking)).ToList();
        return [.. Enumerable.Range(1, Deepest).Select(k => places.Count == 0 ? double.NaN : (double)places.Count(found => found >= 0 && found < k) / places.Count)];
    }

    private static int ServicePlace(FaultCase fault, IReadOnlyList<RankedSeries> ranking) => ranking.Select(one => one.Service).Distinct().ToList().IndexOf(fault.Service);

    private static int MetricPlace(FaultCase fault, IReadOnlyList<RankedSeries> ranking) =>
        ranking.ToList().FindIndex(one => one.Service == fault.Service && fault.Metrics.Contains(one.Signal));
}
