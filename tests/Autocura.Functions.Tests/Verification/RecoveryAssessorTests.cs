using Autocura.Incidents;
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
    [InlineData("refuted while it settles", 29, null, "G R", AssessmentKind.Measuring)]
    [InlineData("refuted after it settled", 30, null, "G R", AssessmentKind.NotRecovered)]
    [InlineData("no criterion applies", 110, 50, "N N", AssessmentKind.Measuring)]
    [InlineData("no criterion applies at the deadline", 600, 50, "N N", AssessmentKind.Inconclusive)]
    [InlineData("nothing was measured at the deadline", 600, 50, "", AssessmentKind.Inconclusive)]
    public void Each_clause_holds(string clause, int seconds, int? goodSince, string results, AssessmentKind expected)
    {
        var before = goodSince is null ? null : new Assessment(AssessmentKind.Measuring, "", Some.Noon.AddSeconds(goodSince.Value));

        RecoveryAssessor.Assess(Terms, before, Round(seconds, results)).Kind.ShouldBe(expected, clause);
    }

    [Theory]
    [InlineData(MeasurementResult.Bad, AssessmentKind.NotRecovered)]
    [InlineData(MeasurementResult.Good, AssessmentKind.Recovered)]
    public void A_remedy_that_somebody_took_back_did_not_help_unless_all_is_well(MeasurementResult rollout, AssessmentKind expected)
    {
        var round = new MeasurementRound(Some.Noon.AddSeconds(110), [new Measurement("rollout", rollout, "it is"), new Measurement(Assessment.Kept, MeasurementResult.Refuted, "argocd-controller wrote spec.template")]);

        var assessment = RecoveryAssessor.Assess(Terms, new Assessment(AssessmentKind.Measuring, "", Some.Noon.AddSeconds(40)), round);

        assessment.Kind.ShouldBe(expected);
        assessment.TakenBack.ShouldBe("argocd-controller wrote spec.template");
    }

    [Fact]
    public void A_break_begins_the_good_run_anew()
    {
        Assessment? assessment = null;
        foreach (var (seconds, results) in new[] { (0, "G"), (50, "G"), (55, "B"), (60, "G"), (110, "G") })
        {
            assessment = RecoveryAssessor.Assess(Terms, assessment, Round(seconds, results));
        }

        assessment!.Reason.ShouldBe("Every criterion is good, for 50 of 60 s.");
        assessment.GoodSince.ShouldBe(Some.Noon.AddSeconds(60));
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

    [Theory]
    [InlineData("F", "B B B", AssessmentKind.NotRecovered)]
    [InlineData("F", "B G B", AssessmentKind.Measuring)]
    [InlineData("F", "U I I", AssessmentKind.Measuring)]
    [InlineData("E", "U U U", AssessmentKind.Unmeasurable)]
    [InlineData("E", "U G U", AssessmentKind.Measuring)]
    [InlineData("I", "I I I", AssessmentKind.Inconclusive)]
    [InlineData("I", "I B I", AssessmentKind.Measuring)]
    public void More_of_a_kind_than_is_borne_ends_it_before_the_deadline(string limit, string rounds, AssessmentKind expected)
    {
        var limits = new MeasurementLimits { Failure = limit == "F" ? 2 : null, ConsecutiveError = limit == "E" ? 2 : null, Inconclusive = limit == "I" ? 2 : null };
        Assessment? assessment = null;
        var seconds = 30;
        foreach (var results in rounds.Split(' '))
        {
            assessment = RecoveryAssessor.Assess(Terms with { Limits = limits }, assessment, Round(seconds += 10, results));
        }

        assessment!.Kind.ShouldBe(expected);
    }

    [Fact]
    public void Bad_measurements_while_it_settles_do_not_count_against_the_limit()
    {
        var terms = Terms with { Limits = new MeasurementLimits { Failure = 0 } };
        var assessment = RecoveryAssessor.Assess(terms, null, Round(10, "B"));

        assessment.Kind.ShouldBe(AssessmentKind.Measuring);
        RecoveryAssessor.Assess(terms, assessment, Round(40, "B")).Kind.ShouldBe(AssessmentKind.NotRecovered);
    }

    [Theory]
    [InlineData(1199, AssessmentKind.Measuring)]
    [InlineData(1200, AssessmentKind.Inconclusive)]
    public void The_last_word_waits_for_what_cannot_be_told_before(int seconds, AssessmentKind expected)
    {
        var waiting = new Measurement("alerts", MeasurementResult.Inconclusive, "fires, but looks back") { NotBefore = Some.Noon.AddSeconds(1200) };

        RecoveryAssessor.Assess(Terms, null, new MeasurementRound(Some.Noon.AddSeconds(seconds), [waiting])).Kind.ShouldBe(expected);
    }

    [Fact]
    public void The_last_word_is_not_put_off_for_ever()
    {
        var waiting = new Measurement("alerts", MeasurementResult.Inconclusive, "looks back a week") { NotBefore = Some.Noon.AddDays(7) };

        RecoveryAssessor.Assess(Terms, null, new MeasurementRound(Some.Noon + RecoveryTerms.Longest, [waiting])).Kind.ShouldBe(AssessmentKind.Inconclusive);
    }

    [Fact]
    public void It_remembers_since_when_the_rollout_is_complete()
    {
        var first = RecoveryAssessor.Assess(Terms, null, Rollout(10, MeasurementResult.Good));
        var second = RecoveryAssessor.Assess(Terms, first, Rollout(20, MeasurementResult.Good));
        var broken = RecoveryAssessor.Assess(Terms, second, Rollout(30, MeasurementResult.Bad));

        second.RolledOutSince.ShouldBe(Some.Noon.AddSeconds(10));
        broken.RolledOutSince.ShouldBeNull();
    }

    private static MeasurementRound Rollout(int seconds, MeasurementResult result) => new(Some.Noon.AddSeconds(seconds), [new Measurement("rollout", result, "")]);

    private static MeasurementRound Round(int seconds, string results) => new(Some.Noon.AddSeconds(seconds), [.. results
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select((letter, index) => (Result: Result(letter), index))
        .Select(pair => new Measurement($"criterion{pair.index}", pair.Result, $"{pair.Result}"))]);

    private static MeasurementResult Result(string letter) => Enum.GetValues<MeasurementResult>().Single(result => $"{result}"[0] == letter[0]);
}
