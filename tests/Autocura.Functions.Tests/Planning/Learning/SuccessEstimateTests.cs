using Autocura.Planning.Learning;
using Autocura.Support;

namespace Autocura.Functions.Tests.Planning.Learning;

public sealed class SuccessEstimateTests
{
    private static readonly RemedyKey Own = new("OutOfMemory", "RollBackRelease", "Deployment");
    private static readonly RemedyKey Other = Own with { Class = "DaemonSet" };
    private static readonly RemedyKey Foreign = Other with { Cause = "BadImage" };

    /// <summary>The rule's chance, own cases, cases elsewhere: worked out by hand, each level's mean counting as four cases of the next.</summary>
    [Theory]
    [InlineData(0.85, 0, 0, 0, 0, 0.85)]
    [InlineData(0.85, 0, 10, 0, 0, 3.4 / 14)]
    [InlineData(0.85, 10, 0, 0, 0, 13.4 / 14)]
    [InlineData(0.15, 12, 8, 0, 0, 12.6 / 24)]
    [InlineData(0.85, 0, 0, 0, 20, 3.4 / 24)]
    [InlineData(0.85, 6, 0, 0, 20, ((4 * 3.4 / 24) + 6) / 10)]
    [InlineData(0.5, 1, 1, 8, 0, ((4 * 10.0 / 12) + 1) / 6)]
    public void Rule_and_cases_give_one_chance(double rule, int helped, int failed, int helpedElsewhere, int failedElsewhere, double expected)
    {
        var record = Record((Own, helped, failed), (Other, helpedElsewhere, failedElsewhere), (Foreign, 50, 0));

        record.Estimate(Own, rule, Some.Noon).Mean.ShouldBe(expected, 1e-6);
    }

    /// <summary>Of Beta(2, 2) the share below x is 3x² - 2x³: a tenth at 0.1958.</summary>
    [Fact]
    public void The_middle_four_fifths_are_those_of_the_distribution()
    {
        var estimate = TrackRecord.Empty.Estimate(Own, 0.5, Some.Noon);

        estimate.Low.ShouldBe(0.1958, 1e-4);
        estimate.High.ShouldBe(0.8042, 1e-4);
    }

    [Fact]
    public void More_cases_make_the_interval_narrower()
    {
        var few = Record((Own, 3, 3)).Estimate(Own, 0.5, Some.Noon);
        var many = Record((Own, 30, 30)).Estimate(Own, 0.5, Some.Noon);

        (many.High - many.Low).ShouldBeLessThan((few.High - few.Low) / 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Even_a_rule_that_is_certain_has_an_interval_and_can_be_unlearned(double rule)
    {
        var estimate = Record((Own, 5, 5)).Estimate(Own, rule, Some.Noon);

        estimate.Low.ShouldBeInRange(0.01, estimate.Mean);
        estimate.High.ShouldBeInRange(estimate.Mean, 0.99);
    }

    [Fact]
    public void A_case_weighs_half_after_ninety_days()
    {
        var record = Record((Own, 0, 10));

        record.Estimate(Own, 0.85, Some.Noon + PastCases.HalfLife).Mean.ShouldBe(3.4 / 9, 1e-6);
        record.Estimate(Own, 0.85, Some.Noon + (20 * PastCases.HalfLife)).Mean.ShouldBe(0.85, 1e-4);
    }

    [Fact]
    public void It_says_what_it_comes_from()
    {
        TrackRecord.Empty.Estimate(Own, 0.85, Some.Noon).Told.ShouldBe("0.85 expected by its rule, no case yet");
        Record((Own, 12, 8), (Other, 1, 2)).Estimate(Own, 0.5, Some.Noon).Told
            .ShouldMatch(@"^0\.5\d expected \(0\.\d\d to 0\.\d\d\), 12 of 20 helped, 1 of 3 on other workloads than Deployment$");
    }

    [Fact]
    public void What_cannot_be_read_of_it_is_said()
    {
        var record = TrackRecord.Empty with { Unreadable = new Dictionary<string, string> { [$"{Own}"] = "it is null" } };

        record.Estimate(Own, 0.85, Some.Noon).Told.ShouldEndWith("no case yet; not read: OutOfMemory.RollBackRelease.Deployment: it is null");
        record.Estimate(Other, 0.85, Some.Noon).Unread.ShouldBeEmpty();
    }

    internal static TrackRecord Record(params (RemedyKey Key, int Helped, int Failed)[] cases) => cases
        .SelectMany(one => Enumerable.Range(0, one.Helped + one.Failed).Select(number => new Lesson($"{one.Key}/{number}", one.Key, 0.5, number < one.Helped)))
        .Aggregate(TrackRecord.Empty, (record, lesson) => record.With(lesson, Some.Noon));
}
