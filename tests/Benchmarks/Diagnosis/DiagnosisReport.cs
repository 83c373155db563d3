using System.Text.Json;
using Autocura.Benchmarks.Harness;
using Autocura.Support.Yardstick;

namespace Autocura.Benchmarks.Diagnosis;

/// <summary>The tables of a run: by variant, by scenario, and how far the probabilities hold.</summary>
internal sealed class DiagnosisReport(IReadOnlyList<CaseResult> results)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public void Write(TextWriter output)
    {
        var report = new Report(output);
        report.Title("By variant");
        report.Table(
            ["variant", "cases", "cause first", "cause in three", "object first", "object in three", "both first", "ECE", "Brier"],
            results.GroupBy(result => result.Variant).Select(group => Row(group.Key, [.. group])).Append(Row("all", results)));
        Controls(report);
        Seeds(report);
        Confusions(report);
        report.Title("By scenario");
        report.Table(
            ["scenario", "the truth", "right first", "place", "first answer", "seconds", "requests"],
            results.GroupBy(result => result.Scenario).Select(group => Scenario([.. group])));
        report.Title("How far the probabilities hold");
        report.Table(
            ["probability", "cases", "claimed", "right"],
            Score.Reliabilities(results).Select(bin => (IReadOnlyList<object>)[$"{bin.From:0.0} - {bin.To:0.0}", bin.Cases, bin.Claimed, bin.Right]));
    }

    public string ToJson() => JsonSerializer.Serialize(results.Select(result => new
    {
        result.Scenario,
        result.Suite,
        result.Application,
        result.Seed,
        result.Variant,
        Truth = result.Truth.ToString(),
        result.Workload,
        result.Signals,
        result.Rank,
        result.CauseRank,
        result.ObjectRank,
        Answers = result.Answers.Take(5).Select(answer => answer.ToString()),
        result.Top.Probability,
        result.Seconds,
        result.Requests,
        result.Action,
    }), Readable);

    /// <summary>Puts the tables between the marks of a document.</summary>
    public void Replace(string document) => MeasuredTables.Replace(document, "measured", Write);

    private void Controls(Report report)
    {
        var controls = results.Where(result => result.Truth.IsControl).ToList();
        if (controls.Count > 0)
        {
            report.Text($"Controls: {controls.Count}; a cause was named in {controls.Count(result => !result.IsRight)}, an action proposed in {controls.Count(result => result.Action.Length > 0)}.");
        }
    }

    private void Seeds(Report report)
    {
        var spread = SeedSpread.Of(results);
        if (spread.Seeds < 2) return;
        report.Title("By seed");
        report.Text(
            $"{spread.Seeds} seeds, {results.DistinctBy(result => (result.Scenario, result.Seed, Play(result))).Count()} plays. Both first: {Percent(spread.Mean)} on average, " +
            $"95 % confidence interval {Percent(spread.Mean - spread.HalfWidth)} to {Percent(Math.Min(1, spread.Mean + spread.HalfWidth))}; {Percent(spread.Lowest)} with the worst seed, {Percent(spread.Highest)} with the best.");
        report.Table(
            ["seed", "cases", "cause first", "cause in three", "object first", "object in three", "both first", "ECE", "Brier"],
            results.GroupBy(result => result.Seed).OrderBy(seed => seed.Key).Select(seed => Row($"{seed.Key}", [.. seed])));
    }

    /// <summary>What was taken for what, the most frequent first.</summary>
    private void Confusions(Report report)
    {
        var wrong = results.Where(result => !result.IsRight).ToList();
        if (wrong.Count == 0) return;
        report.Title("What was taken for what");
        report.Table(
            ["the truth", "first answer", "cases", "of", "ways", "scenarios"],
            wrong.GroupBy(result => (Truth: True(result), result.Top.Cause)).OrderByDescending(same => same.Count()).ThenBy(same => same.Key.Truth, StringComparer.Ordinal).Select(same => (IReadOnlyList<object>)
            [
                same.Key.Truth,
                same.Any(result => result.Truth.HasCause(result.Top)) ? $"{same.Key.Cause} of another object" : same.Key.Cause,
                same.Count(),
                results.Count(result => True(result) == same.Key.Truth),
                string.Join(", ", same.Select(result => result.Variant).Distinct().Order(StringComparer.Ordinal)),
                string.Join(", ", same.Select(result => result.Scenario).Distinct().Order(StringComparer.Ordinal)),
            ]));
    }

    private static string True(CaseResult result) => result.Truth.IsControl ? "nothing" : result.Truth.Faults[0].Cause;

    /// <summary>Three ways of looking are one play.</summary>
    private static string Play(CaseResult result) => result.Variant is "red herrings" or "renamed" ? result.Variant : "";

    private static IReadOnlyList<object> Row(string name, IReadOnlyList<CaseResult> some)
    {
        var score = Score.Of(some);
        return [name, score.Cases, Percent(score.CauseFirst), Percent(score.CauseInThree), Percent(score.ObjectFirst), Percent(score.ObjectInThree), Percent(score.BothFirst), $"{score.CalibrationError:0.000}", $"{score.Brier:0.000}"];
    }

    private static IReadOnlyList<object> Scenario(IReadOnlyList<CaseResult> some)
    {
        var shown = some.FirstOrDefault(result => !result.IsRight) ?? some[0];
        return
        [
            shown.Scenario,
            shown.Truth.IsControl ? "nothing" : $"{shown.Truth.Faults[0].Cause} {shown.Truth.Faults[0].Object}",
            $"{some.Count(result => result.IsRight)} of {some.Count}",
            shown.Rank == 0 ? "-" : $"{shown.Rank}",
            shown.Top.ToString(),
            Sample.Median(some.Select(result => result.Seconds)),
            Sample.Median(some.Select(result => (double)result.Requests)),
        ];
    }

    private static string Percent(double share) => double.IsNaN(share) ? "" : $"{share:0.0%}";
}
