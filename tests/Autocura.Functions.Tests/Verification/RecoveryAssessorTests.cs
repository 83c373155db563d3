using Autocura.Support;
using Autocura.Verification;

namespace Autocura.Functions.Tests.Verification;

public sealed class RecoveryAssessorTests
{
    private static readonly RecoveryTerms Terms = new(Some.Noon, HoldFor: TimeSpan.FromSeconds(60), Settle: TimeSpan.FromSeconds(30), Deadline: TimeSpan.FromSeconds(600));

    [Theory]
    [InlineData("good, but only now", 100, null, "G G", AssessmentKind.Measuring)]
    [InlineData("good for too short", 100, 50, "G G", AssessmentKind.Measuring)]
    [InlineData("good for long enough", 110, 50, "G G", AssessmentKind.Recovered)]
    [InlineData("good past the deadline, not yet long enough", 601, 550, "G G", AssessmentKind.Measuring)]
    [InlineData("good past the deadline, long enough", 611, 550, "G G", AssessmentKind.Recovered)]
    [InlineData("what does not apply is left out", 110, 50, "G N", AssessmentKind.Recovered)]
    [InlineData("bad before the deadline", 599, 550, "G B", AssessmentKind.Measuring)]
    [InlineData("bad at the deadline", 600, 550, "G B", AssessmentKind.NotRecovered)]
    [InlineData("bad weighs more than unmeasurable", 600, null, "U B I", AssessmentKind.NotRecovered)]
    [InlineData("unmeasurable before the deadline", 599, null, "G U", AssessmentKind.Measuring)]
    [InlineData("unmeasurable at the deadline", 600, null, "G U I", AssessmentKind.Unmeasurable)]
    [InlineData("inconclusive at the deadline", 600, null, "G I", AssessmentKind.Inconclusive)]
    [InlineData("worse while it settles", 29, null, "G W", AssessmentKind.Measuring)]
    [InlineData("worse after it settled", 30, null, "G W", AssessmentKind.NotRecovered)]
    [InlineData("no criterion applies", 110, 50, "N N", AssessmentKind.Measuring)]
    [InlineData("no criterion applies at the deadline", 600, 50, "N N", AssessmentKind.Inconclusive)]
    [InlineData("nothing was measured at the deadline", 600, 50, "", AssessmentKind.Inconclusive)]
    public void Each_clause_holds(string clause, int seconds, int? goodSince, string results, AssessmentKind expected)
    {
        var before = goodSince is null ? null : new Assessment(AssessmentKind.Measuring, "", Some.Noon.AddSeconds(goodSince.Value));

        RecoveryAssessor.Assess(Terms, before, Round(seconds, results)).Kind.ShouldBe(expected, clause);
    }

    [Fact]
    public void A_break_begins_the_good_run_anew()
    {
        Assessment? assessment = null;
        foreach (var (seconds, results) in new[] { (0, "G"), (50, "G"), (55, "B"), (60, "G"), (110, "G") })
        {
            assessment = RecoveryAssessor.Assess(Terms, assessment, Round(seconds, results));
        }

        assessment.ShouldBe(new Assessment(AssessmentKind.Measuring, "Every criterion is good, for 50 of 60 s.", Some.Noon.AddSeconds(60)));
        RecoveryAssessor.Assess(Terms, assessment, Round(120, "G")).Kind.ShouldBe(AssessmentKind.Recovered);
    }

    [Fact]
    public void It_never_measures_for_ever()
    {
        Assessment? assessment = null;
        for (var seconds = 0; assessment is not { IsFinal: true }; seconds += 10)
        {
            seconds.ShouldBeLessThanOrEqualTo(670);
            // Good and broken by turns: the hold is never reached.
            assessment = RecoveryAssessor.Assess(Terms, assessment, Round(seconds, seconds % 40 == 0 ? "I" : "G"));
        }

        assessment.Kind.ShouldBe(AssessmentKind.Inconclusive);
    }

    [Fact]
    public void A_break_after_the_deadline_ends_it() => RecoveryAssessor
        .Assess(Terms, new Assessment(AssessmentKind.Measuring, "", Some.Noon.AddSeconds(590)), Round(620, "B")).Kind.ShouldBe(AssessmentKind.NotRecovered);

    [Fact]
    public void The_reason_names_what_failed() => RecoveryAssessor.Assess(Terms, null, Round(600, "G B U")).Reason.ShouldBe("After 600 s: criterion1: Bad.");

    private static MeasurementRound Round(int seconds, string results) => new(Some.Noon.AddSeconds(seconds), [.. results
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select((letter, index) => (Result: Result(letter), index))
        .Select(pair => new Measurement($"criterion{pair.index}", pair.Result, $"{pair.Result}"))]);

    private static MeasurementResult Result(string letter) => Enum.GetValues<MeasurementResult>().Single(result => $"{result}"[0] == letter[0]);
}
