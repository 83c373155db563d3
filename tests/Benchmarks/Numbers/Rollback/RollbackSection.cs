using System.Diagnostics;
using System.Globalization;
using Autocura.Benchmarks.Harness;

namespace Autocura.Benchmarks.Numbers.Rollback;

/// <summary>Judges releases whose truth is known, once at the end of their window and again after every sample, as the watch does.</summary>
internal sealed class RollbackSection : INumbersSection
{
    // The watch asks for a step: two samples in a row.
    private const int InARow = 2;

    // By the word in a release's category; what has none of the others was bad at once.
    private const string AtOnce = "at once";
    private static readonly string[] Courses = [AtOnce, "late", "ramp", "intermittent"];

    public string Name => "rollback";

    public string Question => "how often is a good release rolled back and a bad one missed, and after how many samples is it decided?";

    public string Folder => "rollback";

    public void Write(Report report, string? data) => Write(report, data is null ? MadeReleases.Some(60) : ReleaseCases.Read(data));

    private static void Write(Report report, IReadOnlyList<ReleaseCase> cases)
    {
        var ends = cases.Select(release => new Look(release, release.Samples)).ToList();
        var judged = Judge.All.ToDictionary(judge => judge.Name, judge => cases.Zip(ends.Select(judge.Probability)).ToList());
        report.Text($"At the end of the window: {cases.Count} releases, {cases.Count(one => one.IsBad)} of them bad.");
        report.Table(
            ["judge", "threshold", "false rollback", "missed", "missed hard / easy", "balanced error", "cost", "Brier", "AUC", "ECE", "best balanced error"],
            Judge.All.Select(judge => Row(judge, new RollbackScore(judged[judge.Name], judge.Threshold))));
        report.Text("Wrong at the end of the window, by what had been done to the releases:");
        var kinds = cases.GroupBy(release => (release.IsBad, release.Category)).OrderBy(kind => kind.Key).Select(kind => kind.ToHashSet());
        report.Table(["releases", "how many", .. Judge.All.Select(judge => judge.Name)], kinds.Select(kind => KindRow(kind, judged)));
        report.Text($"What \"{Judge.Default}\" says, and how often it is so:");
        report.Table(["said", "releases", "mean said", "bad"], Reliability(judged[Judge.Default]));
        List<Judge> watching = [.. Judge.All.Where(judge => judge.IsTimed)];
        var decided = cases.AsParallel().AsOrdered().Select(release => (release, DecidedAt(release, watching))).ToList();
        report.Text("After every sample, until it has said so twice in a row:");
        report.Table(["judge", "threshold", "false rollback", "missed", "balanced error", "samples until decided: median", "90 %", .. Courses], watching.Select((judge, index) =>
            SequentialRow(judge, [.. decided.Select(one => (one.release, one.Item2[index]))])));
        report.Text($"One look at three metrics takes our judge {Number(LookTime(cases), 2)} ms, the mean over all releases at the end of their windows.");
    }

    private static IReadOnlyList<object> Row(Judge judge, RollbackScore score) =>
    [
        judge.Name, Number(judge.Threshold, 2), Number(score.False), Number(score.Missed), $"{Number(score.MissedHard)} / {Number(score.MissedEasy)}", Number(score.BalancedError),
        Number(score.Cost), Number(score.Brier), Number(score.Auc), Number(score.CalibrationError), Number(score.BestBalancedError),
    ];

    private static IReadOnlyList<object> KindRow(HashSet<ReleaseCase> kind, Dictionary<string, List<(ReleaseCase Case, double Probability)>> judged) =>
    [
        kind.First().Category, kind.Count,
        .. Judge.All.Select(judge => Number(judged[judge.Name].Where(one => kind.Contains(one.Case)).Average(one => one.Probability >= judge.Threshold == one.Case.IsBad ? 0.0 : 1), 2)),
    ];

    private static IEnumerable<IReadOnlyList<object>> Reliability(List<(ReleaseCase Case, double Probability)> judged) => judged
        .GroupBy(one => Math.Min(9, (int)(one.Probability * 10)))
        .OrderBy(bin => bin.Key)
        .Select(bin => (IReadOnlyList<object>)
        [
            $"{Number(bin.Key / 10.0, 1)} to {Number((bin.Key + 1) / 10.0, 1)}", bin.Count(), Number(bin.Average(one => one.Probability)), Number(bin.Average(one => one.Case.IsBad ? 1.0 : 0)),
        ]);

    private static IReadOnlyList<object> SequentialRow(Judge judge, List<(ReleaseCase Case, int? At)> decided)
    {
        var score = new RollbackScore([.. decided.Select(one => (one.Case, one.At is null ? 0.0 : 1))], 0.5);
        return
        [
            judge.Name, Number(judge.Threshold, 2), Number(score.False), Number(score.Missed), Number(score.BalancedError), Time(0.5), Time(0.9),
            .. Courses.Select(course => Time(0.5, course)),
        ];

        object Time(double share, string? course = null) => Sample.Percentile(
            [.. decided.Where(one => one.Case.IsBad && (course is null || CourseOf(one.Case) == course)).Select(one => (double?)one.At).OfType<double>()], share);
    }

    private static double LookTime(IReadOnlyList<ReleaseCase> cases)
    {
        var clock = Stopwatch.StartNew();
        foreach (var release in cases) _ = new Look(release, release.Samples).Judged;
        return clock.Elapsed.TotalMilliseconds / cases.Count;
    }

    /// <summary>For each judge, after how many samples it would have rolled back; null when never.</summary>
    private static int?[] DecidedAt(ReleaseCase release, List<Judge> judges)
    {
        var (rows, at) = (new int[judges.Count], new int?[judges.Count]);
        for (var samples = 1; samples <= release.Samples; samples++)
        {
            var look = new Look(release, samples);
            for (var index = 0; index < at.Length; index++)
            {
                if (at[index] is not null) continue;
                rows[index] = judges[index].Probability(look) >= judges[index].Threshold ? rows[index] + 1 : 0;
                if (rows[index] == InARow) at[index] = samples;
            }
        }

        return at;
    }

    private static string CourseOf(ReleaseCase release) => Courses.FirstOrDefault(course => release.Category.Contains(course, StringComparison.Ordinal)) ?? AtOnce;

    private static string Number(double value, int digits = 3) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
