using Autocura.Signals.Forests;

namespace Autocura.Functions.Tests.Signals.Forests;

public sealed class ForestExplanationTests
{
    // c(256): what 256 points are expected to take.
    private const double Expected = 10.2486899;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 1)]
    [InlineData(5, 1)]
    [InlineData(3, 2)]
    [InlineData(3, 6)]
    public void The_feature_in_which_a_row_is_odd_explains_it(int odd, int featuresPerSplit)
    {
        var rows = SomeRows.WithOddLast(600, 6, odd);
        var steps = new double[6];
        IsolationForest.Grow(rows, new ForestSettings { FeaturesPerSplit = featuresPerSplit }).Explain(rows[599], steps);
        steps.Max().ShouldBe(steps[odd]);
        steps[odd].ShouldBeGreaterThan(2 * steps.Where((_, feature) => feature != odd).Max());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_parts_are_the_whole_of_the_score(int featuresPerSplit)
    {
        var rows = SomeRows.WithOddLast(600, 4, odd: 1);
        var forest = IsolationForest.Grow(rows, new ForestSettings { FeaturesPerSplit = featuresPerSplit });
        var steps = new double[4];
        foreach (var row in new[] { 0, 17, 599 })
        {
            forest.Explain(rows[row], steps);
            var path = -Math.Log2(forest.Score(rows[row])) * Expected;
            steps.Sum().ShouldBe(Expected - path, 1e-3);
        }
    }

    [Fact]
    public void A_feature_that_never_changes_explains_nothing()
    {
        var rows = new FeatureRows(SomeRows.Cloud(300, 2).Select((value, index) => index % 2 == 0 ? value : 5).ToArray(), 2);
        var steps = new double[2];
        IsolationForest.Grow(rows, ForestSettings.Default).Explain([9, 400], steps);
        steps[1].ShouldBe(0);
        steps[0].ShouldBeGreaterThan(3);
    }
}
