using Autocura.Diagnosis;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis;

public sealed class TimingTests
{
    [Theory]
    [InlineData(20, 10)]
    [InlineData(60, 10)]
    [InlineData(120, 8)]
    [InlineData(300, 1.7)]
    [InlineData(600, 0.4)]
    public void A_change_weighs_by_how_long_before_the_symptom_it_came(int seconds, double ratio) => Ratio(seconds).ShouldBe(ratio, ratio / 10);

    [Fact]
    public void The_longer_before_the_less_it_says()
    {
        var ratios = Enumerable.Range(0, 200).Select(step => Ratio(step * 30)).ToList();

        ratios.ShouldBe(ratios.OrderDescending());
    }

    [Fact]
    public void Time_alone_proves_nothing_and_excludes_nothing() =>
        Enumerable.Range(-3000, 6000).Select(minutes => Ratio(minutes * 60)).ShouldAllBe(ratio => ratio <= 10.001 && ratio >= 1 / 20.001);

    [Fact]
    public void A_change_after_the_symptom_did_not_make_it() => Ratio(-121).ShouldBe(1 / 20.0, 1e-9);

    [Fact]
    public void A_change_that_seems_to_come_after_may_have_been_seen_late() => Ratio(-119).ShouldBe(10, 1e-9);

    [Fact]
    public void The_clue_says_when() => Timing.Clue("ConfigMap shop/features was changed", Some.Noon - TimeSpan.FromMinutes(6), Some.Evidence()).ShouldSatisfyAllConditions(
        clue => clue.Text.ShouldBe("ConfigMap shop/features was changed 60 s before the first symptom"),
        clue => clue.At.ShouldBe(Some.Noon - TimeSpan.FromMinutes(6)),
        clue => clue.Weight.ShouldBe(Math.Log(10), 1e-9));

    [Fact]
    public void The_clue_says_when_it_was_too_late() =>
        Timing.Clue("release 3 came", Some.Noon, Some.Evidence()).Text.ShouldBe("release 3 came 5 min after the first symptom");

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(119, "119 s")]
    [InlineData(120, "2 min")]
    [InlineData(3 * 3600, "3 h")]
    [InlineData(47 * 3600, "47 h")]
    [InlineData(48 * 3600, "2 days")]
    public void Spans_read_as_people_say_them(int seconds, string words) => Timing.Span(TimeSpan.FromSeconds(seconds)).ShouldBe(words);

    private static double Ratio(int secondsBefore) => Math.Exp(Timing.Weight(Some.Noon - TimeSpan.FromSeconds(secondsBefore), Some.Noon));
}
