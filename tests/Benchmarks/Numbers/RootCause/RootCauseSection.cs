using Autocura.Benchmarks.Harness;
using Autocura.Diagnosis.Measurements.Ranking;

namespace Autocura.Benchmarks.Numbers.RootCause;

/// <summary>Ranks real injected faults from their metrics alone and says how often the true service came first.</summary>
internal sealed class RootCauseSection : INumbersSection
{
    private static readonly IRootCauseRanking[] Rankings = [new RobustShiftRanking(), new CallGraphRanking()];

    private static readonly (string Name, Func<FaultCase, bool> Holds)[] Groups =
    [
        ("made up", fault => fault.DataSet == MadeFaults.DataSet),
        ("nezha_ob all", fault => fault.DataSet == "nezha_ob"),
        ("nezha_ob resource/network", fault => fault.DataSet == "nezha_ob" && fault.Metrics.Count > 0),
        ("nezha_tt all", fault => fault.DataSet == "nezha_tt"),
        ("nezha_tt resource/network", fault => fault.DataSet == "nezha_tt" && fault.Metrics.Count > 0),
        ("petshop latency", fault => fault.DataSet == "petshop" && fault.Input.AlarmedBy == SeriesKind.Latency),
        ("petshop availability", fault => fault.DataSet == "petshop" && fault.Input.AlarmedBy == SeriesKind.Availability),
        ("petshop all", fault => fault.DataSet == "petshop"),
    ];

    public string Name => "root_cause";

    public string Question => "how often does the ranking by metrics name the service where a fault was injected?";

    public string Folder => "rca";

    public void Write(Report report, string? data) => Write(report, data is null ? MadeFaults.Some(20) : FaultCases.Read(data));

    private static void Write(Report report, IReadOnlyList<FaultCase> cases) => report.Table(
        ["method", "group", "cases", "AC@1", "AC@3", "AC@5", "Avg@5", "metric AC@1", "metric AC@3", "metric Avg@5"],
        Rankings.SelectMany(ranking => Rows(ranking, cases)));

    private static IEnumerable<IReadOnlyList<object>> Rows(IRootCauseRanking ranking, IReadOnlyList<FaultCase> cases)
    {
        var results = cases.Select(fault => (fault, ranking.Rank(fault.Input))).ToList();
        foreach (var (name, holds) in Groups)
        {
            var accuracy = Accuracy.Of(results.FindAll(result => holds(result.fault)));
            if (accuracy.Cases > 0)
            {
                yield return
                [
                    ranking.Name, name, accuracy.Cases, accuracy.Services[0], accuracy.Services[2], accuracy.Services[4], accuracy.Average,
                    accuracy.Metrics[0], accuracy.Metrics[2], accuracy.MetricAverage,
                ];
            }
        }
    }
}
