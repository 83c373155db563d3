using Autocura.Benchmarks.Harness;
using Autocura.Diagnosis;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Benchmarks.Numbers.RootCause.Events;

/// <summary>Diagnoses incidents from metrics, Kubernetes Events and calls with the product's rules, and says how often the place and the kind of the fault are right.</summary>
internal sealed class RootCauseEventsSection : INumbersSection
{
    private const int Deepest = 5;

    public string Name => "root_cause_events";

    public string Question => "how often does the diagnosis name the service or node at fault, and what is wrong with it?";

    public string Folder => "rca_events";

    public void Write(Report report, string? data)
    {
        using var services = new ServiceCollection().AddDiagnosis().BuildServiceProvider();
        var diagnosis = new EventDiagnosis(services.GetRequiredService<Diagnoser>());
        List<(EventCase Case, IReadOnlyList<string> Ranking, string FaultClass)> answers =
            [.. (data is null ? MadeIncidents.All : EventCase.Read(data)).Select(incident => (incident, diagnosis.Answer(incident))).Select(one => (one.incident, one.Item2.Ranking, one.Item2.FaultClass))];
        report.Table(
            ["method", "cases", "AC@1", "AC@3", "Avg@5", "class", "place and class"],
            [
                Row("suspects by metrics alone", [.. answers.Select(one => (one.Case, (IReadOnlyList<string>)[.. new ObservedIncident(one.Case).Suspects.Select(suspect => suspect.Service)], ""))]),
                Row("the product's diagnosis", answers),
            ]);
        report.Table(
            ["fault", "cases", "place", "class", "both"],
            answers.GroupBy(one => one.Case.FaultClass).OrderBy(fault => fault.Key, StringComparer.Ordinal).Select(fault => (IReadOnlyList<object>)
                [fault.Key, fault.Count(), fault.Count(IsPlace), fault.Count(one => one.FaultClass == fault.Key), fault.Count(one => IsPlace(one) && one.FaultClass == fault.Key)]));
    }

    private static IReadOnlyList<object> Row(string method, List<(EventCase Case, IReadOnlyList<string> Ranking, string FaultClass)> answers)
    {
        double[] within = [.. Enumerable.Range(1, Deepest).Select(k => answers.Average(one => one.Ranking.Take(k).Any(one.Case.RootCause.Contains) ? 1.0 : 0))];
        var isClassed = answers.Exists(one => one.FaultClass.Length > 0);
        return
        [
            method, answers.Count, within[0], within[2], within.Average(),
            isClassed ? answers.Average(one => one.FaultClass == one.Case.FaultClass ? 1.0 : 0) : double.NaN,
            isClassed ? answers.Average(one => IsPlace(one) && one.FaultClass == one.Case.FaultClass ? 1.0 : 0) : double.NaN,
        ];
    }

    private static bool IsPlace((EventCase Case, IReadOnlyList<string> Ranking, string FaultClass) answer) => answer.Ranking is [var first, ..] && answer.Case.RootCause.Contains(first);
}
