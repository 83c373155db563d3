using System.Globalization;
using Autocura.Benchmarks.Harness;
using Autocura.Embedded.Scenarios;
using Autocura.Support.Healing;

namespace Autocura.Benchmarks.Catalogue;

/// <summary>The tables of a run: by class of row, by scenario, and the two lines that say it all.</summary>
internal sealed class CatalogueReport(IReadOnlyList<CataloguePlay> plays, CatalogueOptions options)
{
    private IReadOnlyList<CataloguePlay> Fixable => [.. plays.Where(play => play.IsFixable)];

    public void Write(TextWriter output)
    {
        var report = new Report(output);
        report.Text($"Object-level replay on a simulated cluster, seed {options.Seed}, API errors {options.ApiErrors:0%}, {(options.HasSecondFault ? "a second fault at once" : "one fault at a time")}{(options.IsRenamed ? ", everything renamed" : "")}.");
        report.Title("By what it takes");
        report.Table(["it takes", "scenarios", "resolved", "of them approved", "handed over", "well by itself", "wrong actions"], plays.GroupBy(play => play.Result.Scenario.Fix).OrderBy(group => group.Key).Select(Row));
        report.Title("By scenario");
        report.Table(
            ["scenario", "it takes", "how it went", "seconds until well", "attempts", "writes", "wrong", "user-minutes lost", "if nobody acts", "if it is restarted"],
            plays.Select(Scenario));
        report.Title("What was expected of the plans, and what came of them");
        var predictions = plays.SelectMany(play => play.Result.Predictions).ToList();
        report.Table(
            ["action", "plans", "expected to help", "helped", "within the interval of eight in ten", "faster", "slower"],
            predictions.GroupBy(one => one.Action).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Expected(group.Key, [.. group])).Append(Expected("all", predictions)));
    }

    public void WriteLastLines(TextWriter output)
    {
        var share = Fixable.Count == 0 ? 0 : 100.0 * Fixable.Count(play => play.Result.IsResolved) / Fixable.Count;
        output.WriteLine($"resolved {share.ToString("0.0", CultureInfo.InvariantCulture)} % of fixable rows");
        output.WriteLine($"actions on controls: {plays.Where(play => play.Result.Scenario.IsControl).Sum(play => play.Result.Mutations.Count)}");
    }

    private static IReadOnlyList<object> Row(IGrouping<Fix, CataloguePlay> group) =>
    [
        group.Key.ToString(), group.Count(), group.Count(play => play.Result.IsResolved), group.Count(play => play.Result is { IsResolved: true, Approvals: > 0 }),
        group.Count(play => play.Verdict == "handed over"), group.Count(play => play.Result.IsWellByItself), group.Sum(Wrong),
    ];

    private static IReadOnlyList<object> Scenario(CataloguePlay play) =>
    [
        play.Result.Beside is { } beside ? $"{play.Result.Scenario.Name} + {beside.Name}" : play.Result.Scenario.Name, play.Result.Scenario.Fix.ToString(), play.Verdict,
        play.Result.WellAfter is { } after ? $"{after.TotalSeconds:0}" : "-", play.Result.Attempts, play.Result.Mutations.Count, Wrong(play),
        $"{play.Result.LostMinutes:0.0}", play.Alone is { } alone ? $"{alone.LostMinutes:0.0}" : "", play.Restarted is { } restarted ? $"{restarted.LostMinutes:0.0}" : "",
    ];

    private static IReadOnlyList<object> Expected(string action, List<PredictedRecovery> plans)
    {
        var helped = plans.Where(plan => plan.HasRecovered).ToList();
        return
        [
            action, plans.Count, $"{plans.Select(plan => plan.Chance).DefaultIfEmpty().Average():0%}", $"{(plans.Count == 0 ? 0 : (double)helped.Count / plans.Count):0%}",
            helped.Count(plan => plan.IsWithin), helped.Count(plan => plan.Seconds < plan.Fast), helped.Count(plan => plan.Seconds > plan.Slow),
        ];
    }

    /// <summary>Plans that were carried out and did not help: in a control, everything.</summary>
    private static int Wrong(CataloguePlay play) => play.Result.Scenario.IsControl ? play.Result.Mutations.Count : play.Result.Ineffective;
}
