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
    public void Replace(string document) => MeasuredTables.Replace(document, Write);

    private void Controls(Report report)
    {
        var controls = results.Where(result => result.Truth.IsControl).ToList();
        if (controls.Count > 0)
        {
            report.Text($"Controls: {controls.Count}; a cause was named in {controls.Count(result => !result.IsRight)}, an action proposed in {controls.Count(result => result.Action.Length > 0)}.");
        }
    }

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
