using System.Globalization;
using Autocura.Benchmarks.Harness;
using Autocura.Embedded.Scenarios;

namespace Autocura.Benchmarks.Catalogue;

/// <summary>The tables of a run: by class of row, by scenario, and the two lines that say it all.</summary>
internal sealed class CatalogueReport(IReadOnlyList<CataloguePlay> plays, CatalogueOptions options)
{
    private IReadOnlyList<CataloguePlay> Fixable => [.. plays.Where(play => play.IsFixable)];

    public void Write(TextWriter output)
    {
        var report = new Report(output);
        report.Text($"Object-level replay on a simulated cluster, seed {options.Seed}, API errors {options.ApiErrors:0%}, {(options.HasSecondFault ? "a second fault at once" : "one fault at a time")}.");
        report.Title("By what it takes");
        report.Table(["it takes", "scenarios", "resolved", "of them approved", "handed over", "well by itself", "wrong actions"], plays.GroupBy(play => play.Result.Scenario.Fix).OrderBy(group => group.Key).Select(Row));
        report.Title("By scenario");
        report.Table(
            ["scenario", "it takes", "how it went", "seconds until well", "attempts", "writes", "wrong", "user-minutes lost", "if nobody acts"],
            plays.Select(Scenario));
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
        $"{play.Result.LostMinutes:0.0}", play.Alone is { } alone ? $"{alone.LostMinutes:0.0}" : "",
    ];

    /// <summary>Plans that were carried out and did not help: in a control, everything.</summary>
    private static int Wrong(CataloguePlay play) => play.Result.Scenario.IsControl ? play.Result.Mutations.Count : play.Result.Ineffective;
}
