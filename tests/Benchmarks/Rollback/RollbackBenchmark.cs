using System.Diagnostics;
using System.Globalization;
using Autocura.Benchmarks.Harness;

namespace Autocura.Benchmarks.Rollback;

/// <summary>Judges releases whose truth is known, once at the end of their window and again after every sample, as the watch does.</summary>
internal sealed class RollbackBenchmark(string? folder, string? document) : IBenchmark
{
    // The watch asks for a step: two samples in a row.
    private const int InARow = 2;

    private static readonly string DefaultFolder = Path.Combine("..", "shared", "bench", "rollback");

    public string Name => "rollback";

    public string Question => "How often is a good release rolled back and a bad one missed, and after how many samples is it decided? (--data PATH, --docs PATH)";

    public Task RunAsync(Report report)
    {
        var from = folder ?? DefaultFolder;
        if (!File.Exists(Path.Combine(from, "cases.jsonl")))
        {
            report.Text("Give the folder of cases with `--data PATH`: it holds cases.jsonl and labels.json.");
            return Task.CompletedTask;
        }

        var cases = ReleaseCases.Read(from);
        using var tables = new StringWriter { NewLine = "\n" };
        Write(new Report(tables), cases);
        Console.Out.Write(tables.ToString());
        if (document is not null) MeasuredTables.Replace(document, Name, output => output.Write(tables.ToString()));
        return Task.CompletedTask;
    }

    private static void Write(Report report, IReadOnlyList<ReleaseCase> cases)
    {
        report.Text($"At the end of the window: {cases.Count} releases, {cases.Count(one => one.IsBad)} of them bad.");
        report.Table(
            ["judge", "threshold", "false rollback", "missed", "missed hard / easy", "balanced error", "cost", "Brier", "AUC", "ECE", "best balanced error"],
            Judge.All.Select(judge => Row(judge, cases)));
        report.Text("After every sample, until it has said so twice in a row:");
        report.Table(["judge", "threshold", "false rollback", "missed", "balanced error", "samples until decided: median", "90 %", "ms a look"], Judge.All.Select(judge => SequentialRow(judge, cases)));
    }

    private static IReadOnlyList<object> Row(Judge judge, IReadOnlyList<ReleaseCase> cases)
    {
        var score = new RollbackScore([.. cases.Select(one => (one, judge.Probability(one, one.Samples)))], judge.Threshold);
        return
        [
            judge.Name, Number(judge.Threshold, 2), Number(score.False), Number(score.Missed), $"{Number(score.MissedHard)} / {Number(score.MissedEasy)}", Number(score.BalancedError),
            Number(score.Cost), Number(score.Brier), Number(score.Auc), Number(score.CalibrationError), Number(score.BestBalancedError),
        ];
    }

    private static IReadOnlyList<object> SequentialRow(Judge judge, IReadOnlyList<ReleaseCase> cases)
    {
        var clock = Stopwatch.StartNew();
        var decided = cases.Select(one => (Case: one, At: DecidedAt(judge, one))).ToList();
        var looks = decided.Sum(one => one.At ?? one.Case.Samples);
        var times = decided.Where(one => one.Case.IsBad).Select(one => one.At).OfType<int>().Order().ToList();
        var score = new RollbackScore([.. decided.Select(one => (one.Case, one.At is null ? 0.0 : 1))], 0.5);
        return
        [
            judge.Name, Number(judge.Threshold, 2), Number(score.False), Number(score.Missed), Number(score.BalancedError),
            times.Count == 0 ? double.NaN : times[times.Count / 2], times.Count == 0 ? double.NaN : times[times.Count * 9 / 10], Number(clock.Elapsed.TotalMilliseconds / looks, 2),
        ];
    }

    private static int? DecidedAt(Judge judge, ReleaseCase one)
    {
        var row = 0;
        for (var samples = 1; samples <= one.Samples; samples++)
        {
            row = judge.Probability(one, samples) >= judge.Threshold ? row + 1 : 0;
            if (row == InARow) return samples;
        }

        return null;
    }

    private static string Number(double value, int digits = 3) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
