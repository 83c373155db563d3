using Autocura.Planning.Learning;
using Autocura.Support;

namespace Autocura.Functions.Tests.Planning.Learning;

public sealed class TrackRecordTests
{
    private static readonly RemedyKey Key = new("OutOfMemory", "RollBackRelease", "Deployment");

    [Fact]
    public void A_case_counts_once_however_often_it_is_told()
    {
        var once = TrackRecord.Empty.With(Case("a"), Some.Noon);

        once.With(Case("a"), Some.Noon).ShouldBeSameAs(once);
        once.With(Case("a") with { Helped = true }, Some.Noon).ShouldBeSameAs(once);
        once.With(Case("b"), Some.Noon).Remedies[Key].Failed.ShouldBe(2);
    }

    [Fact]
    public void Of_the_last_cases_a_bounded_number_is_remembered()
    {
        var many = Enumerable.Range(0, 100).Aggregate(TrackRecord.Empty, (record, number) => record.With(Case($"{number}"), Some.Noon));

        many.Remedies[Key].Failed.ShouldBe(100);
        many.Remedies[Key].Recent.Count.ShouldBe(16);
        many.With(Case("84"), Some.Noon).ShouldBeSameAs(many);
    }

    [Fact]
    public void What_has_faded_away_is_forgotten_when_something_new_is_learned()
    {
        var old = TrackRecord.Empty.With(Case("a"), Some.Noon);
        var other = Key with { Cause = "BadImage" };

        old.With(Case("b") with { Key = other }, Some.Noon + (5 * PastCases.HalfLife)).Remedies.Keys.ShouldBe([Key, other], ignoreOrder: true);
        old.With(Case("b") with { Key = other }, Some.Noon + (7 * PastCases.HalfLife)).Remedies.Keys.ShouldHaveSingleItem().ShouldBe(other);
    }

    [Fact]
    public void Where_there_would_be_too_much_the_least_known_goes()
    {
        var full = Enumerable.Range(0, TrackRecord.MostRemedies)
            .Aggregate(TrackRecord.Empty.With(Case("a"), Some.Noon - TimeSpan.FromDays(30)), (record, number) => record.With(Case("x") with { Key = Key with { Cause = $"C{number}" } }, Some.Noon));

        full.Remedies.Count.ShouldBe(TrackRecord.MostRemedies);
        full.Remedies.Keys.ShouldNotContain(Key);
        full.Remedies.Keys.ShouldContain(Key with { Cause = $"C{TrackRecord.MostRemedies - 1}" });
    }

    [Fact]
    public void A_clock_that_is_behind_makes_nothing_weigh_more()
    {
        var ahead = TrackRecord.Empty.With(Case("a"), Some.Noon);

        var after = ahead.With(Case("b"), Some.Noon - TimeSpan.FromHours(1)).Remedies[Key];

        after.FailedWeight.ShouldBe(2);
        after.At.ShouldBe(Some.Noon);
    }

    [Theory]
    [InlineData("OutOfMemory.RollBackRelease.Deployment", true)]
    [InlineData("OutOfMemory.RollBackRelease", false)]
    [InlineData("OutOfMemory..Deployment", false)]
    [InlineData("a.b.c.d", false)]
    public void A_key_is_read_as_it_was_written(string text, bool readable) => $"{RemedyKey.Read(text)}".ShouldBe(readable ? text : "");

    private static Lesson Case(string name) => new(name, Key, 0.85, Helped: false);
}
