using Autocura.Statistics;

namespace Autocura.Functions.Tests.Statistics;

public sealed class SequentialProportionTests
{
    private const int Stories = 4_000;
    private const int Looks = 60;

    [Theory]
    [InlineData(0, 0, SequentialVerdict.Undecided)]
    [InlineData(1, 2, SequentialVerdict.Undecided)]
    [InlineData(20, 40, SequentialVerdict.Bad)]
    [InlineData(0, 40, SequentialVerdict.Good)]
    public void Counts_decide_when_there_are_enough(double hits, double all, SequentialVerdict expected) =>
        new SequentialProportion(0.02, 0.5).Judge(hits, all).ShouldBe(expected);

    [Theory]
    [InlineData(0.5, 0.02)]
    [InlineData(0, 0.5)]
    [InlineData(0.1, 1)]
    [InlineData(double.NaN, 0.5)]
    public void Proportions_that_cannot_be_told_apart_decide_nothing(double good, double bad) =>
        new SequentialProportion(good, bad).Judge(100, 100).ShouldBe(SequentialVerdict.Undecided);

    [Fact]
    public void Looking_again_and_again_condemns_the_good_no_more_often_than_is_stated() =>
        Share(truth: 0.02, SequentialVerdict.Bad).ShouldBeLessThanOrEqualTo(0.05 / 0.95);

    [Fact]
    public void Looking_again_and_again_acquits_the_bad_no_more_often_than_is_stated() =>
        Share(truth: 0.2, SequentialVerdict.Good).ShouldBeLessThanOrEqualTo(0.05 / 0.95);

    [Fact]
    public void What_is_bad_is_nearly_always_found_out() => Share(truth: 0.2, SequentialVerdict.Bad).ShouldBeGreaterThan(0.9);

    /// <summary>Stories in which a verdict is given at any look.</summary>
    private static double Share(double truth, SequentialVerdict verdict)
    {
        var test = new SequentialProportion(0.02, 0.2, Alpha: 0.05, Beta: 0.05);
        var chance = new Random(11);
        var given = 0;
        for (var story = 0; story < Stories; story++)
        {
            var said = SequentialVerdict.Undecided;
            var (hits, all) = (0, 0);
            for (var look = 0; look < Looks && said == SequentialVerdict.Undecided; look++)
            {
                for (var request = 0; request < 5; request++, all++)
                {
                    hits += chance.NextDouble() < truth ? 1 : 0;
                }

                said = test.Judge(hits, all);
            }

            given += said == verdict ? 1 : 0;
        }

        return (double)given / Stories;
    }
}
