using Autocura.Signals.Forests;

namespace Autocura.Functions.Tests.Signals.Forests;

public sealed class IsolationForestTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_odd_row_scores_above_nearly_all_others(int featuresPerSplit)
    {
        var rows = SomeRows.WithOddLast(500, 4, odd: 2, far: 30);
        var scores = new double[rows.Count];
        IsolationForest.Grow(rows, new ForestSettings { FeaturesPerSplit = featuresPerSplit }).Score(rows.Values, scores);
        scores.Count(score => score > scores[^1]).ShouldBeLessThan(5);
        scores[^1].ShouldBeGreaterThan(0.6);
        scores[..^1].Average().ShouldBeInRange(0.4, 0.5);
    }

    [Fact]
    public void Slopes_see_what_lies_between_diagonal_clusters()
    {
        var cloud = SomeRows.Cloud(600, 2);
        var values = cloud.Select((value, index) => value + (index / 2 % 2 == 0 ? 10 : (index % 2 == 0 ? -10 : 0) + (index % 2 == 1 ? -10 : 0))).ToArray();
        double[] ghost = [10, -10];
        double[] usual = [10, 10];
        double Contrast(int featuresPerSplit)
        {
            var forest = IsolationForest.Grow(new FeatureRows(values, 2), new ForestSettings { FeaturesPerSplit = featuresPerSplit });
            return forest.Score(ghost) - forest.Score(usual);
        }

        Contrast(2).ShouldBeGreaterThan(Contrast(1) + 0.03);
    }

    [Fact]
    public void One_seed_is_one_forest_and_another_is_another()
    {
        var rows = SomeRows.WithOddLast(300, 3, odd: 0);
        byte[] Grown(ulong seed) => ForestBytes.Write(IsolationForest.Grow(rows, new ForestSettings { Seed = seed }));
        Grown(5).ShouldBe(Grown(5));
        Grown(5).ShouldNotBe(Grown(6));
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var rows = SomeRows.WithOddLast(3_000, 5, odd: 1);
        WorkLoop sideBySide = static (parts, part) => Parallel.For(0, parts, part);
        WorkLoop backwards = static (parts, part) => { for (var index = parts - 1; index >= 0; index--) part(index); };
        var settings = new ForestSettings { Contamination = 0.01, Seed = 3 };
        var alone = IsolationForest.Grow(rows, settings);
        var scores = new double[rows.Count];
        alone.Score(rows.Values, scores);
        foreach (var loop in new[] { sideBySide, backwards })
        {
            var together = IsolationForest.Grow(rows, settings, loop);
            ForestBytes.Write(together).ShouldBe(ForestBytes.Write(alone));
            var same = new double[rows.Count];
            together.Score(rows, same, loop);
            same.ShouldBe(scores);
        }
    }

    [Fact]
    public void Rows_score_the_same_alone_as_together()
    {
        var rows = SomeRows.WithOddLast(103, 3, odd: 1);
        var forest = IsolationForest.Grow(rows, ForestSettings.Default);
        var scores = new double[rows.Count];
        forest.Score(rows.Values, scores);
        Enumerable.Range(0, rows.Count).Select(row => forest.Score(rows[row])).ShouldBe(scores);
    }

    [Fact]
    public void Shift_and_scale_of_a_feature_do_not_matter()
    {
        var rows = SomeRows.WithOddLast(400, 3, odd: 1);
        var moved = new FeatureRows(rows.Values.ToArray().Select((value, index) => index % 3 == 1 ? 4096 + (1024 * value) : value).ToArray(), 3);
        var (scores, others) = (new double[400], new double[400]);
        IsolationForest.Grow(rows, ForestSettings.Default).Score(rows.Values, scores);
        IsolationForest.Grow(moved, ForestSettings.Default).Score(moved.Values, others);
        for (var row = 0; row < 400; row++) others[row].ShouldBe(scores[row], 0.02);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void Contamination_is_the_share_of_the_training_rows_above_the_threshold(double share)
    {
        var rows = new FeatureRows(SomeRows.Cloud(2_000, 4), 4);
        var forest = IsolationForest.Grow(rows, new ForestSettings { Contamination = share });
        var scores = new double[rows.Count];
        forest.Score(rows.Values, scores);
        scores.Count(score => score > forest.Threshold).ShouldBeInRange((int)(2_000 * share) - 10, (int)(2_000 * share) + 10);
    }

    [Fact]
    public void Equal_rows_are_all_neutral()
    {
        var forest = IsolationForest.Grow(new FeatureRows(Enumerable.Repeat(7.0, 100).ToArray(), 2), ForestSettings.Default);
        forest.Score([7, 7]).ShouldBe(0.5, 1e-6);
        forest.Score([1_000, -1_000]).ShouldBe(0.5, 1e-6);
    }

    [Fact]
    public void What_was_not_measured_counts_as_usual()
    {
        var rows = SomeRows.WithOddLast(500, 2, odd: 0);
        var forest = IsolationForest.Grow(rows, ForestSettings.Default);
        forest.Score([double.NaN, double.PositiveInfinity]).ShouldBeLessThan(0.45);
        forest.Score([double.NaN, 9]).ShouldBeGreaterThan(0.6);
        IsolationForest.Grow(new FeatureRows(Enumerable.Repeat(double.NaN, 40).ToArray(), 2), ForestSettings.Default).Score([double.NaN, 1]).ShouldBe(0.5, 1e-6);
    }

    [Fact]
    public void Huge_values_are_far_and_not_infinite()
    {
        var rows = SomeRows.WithOddLast(300, 2, odd: 1, far: double.MaxValue);
        var forest = IsolationForest.Grow(rows, ForestSettings.Default);
        forest.Score([0, double.MinValue]).ShouldBeInRange(0, 1);
        forest.Score([0, double.MaxValue]).ShouldBeGreaterThan(0.6);
    }

    [Fact]
    public void Fine_differences_of_large_values_are_seen()
    {
        var values = SomeRows.Cloud(500, 1).Select(value => 1e12 + value).ToArray();
        values[^1] = 1e12 + 12;
        IsolationForest.Grow(new FeatureRows(values, 1), ForestSettings.Default).Score([1e12 + 12]).ShouldBeGreaterThan(0.7);
    }

    [Fact]
    public void Scoring_allocates_nothing()
    {
        var rows = SomeRows.WithOddLast(300, 6, odd: 1);
        var forest = IsolationForest.Grow(rows, ForestSettings.Default);
        var (scores, steps) = (new double[300], new double[6]);
        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            forest.Score(rows.Values, scores);
            forest.Explain(rows[299], steps);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated();
        Allocated().ShouldBe(0);
    }

    [Fact]
    public void Bad_settings_and_rows_are_refused_by_name()
    {
        var rows = SomeRows.WithOddLast(10, 2, odd: 0);
        Should.Throw<ArgumentException>(() => IsolationForest.Grow(rows, new ForestSettings { Trees = 0 })).Message.ShouldContain("Trees is 0");
        Should.Throw<ArgumentException>(() => IsolationForest.Grow(rows, new ForestSettings { Contamination = 0.7 })).Message.ShouldContain("Contamination");
        Should.Throw<ArgumentException>(() => IsolationForest.Grow(new FeatureRows(new double[2], 2), ForestSettings.Default)).Message.ShouldContain("two rows");
        Should.Throw<ArgumentException>(() => new FeatureRows(new double[3], 2)).Message.ShouldContain("no whole number of rows");
        var forest = IsolationForest.Grow(rows, ForestSettings.Default);
        Should.Throw<ArgumentException>(() => forest.Score([1, 2, 3])).Message.ShouldContain("not 1 rows of 2");
    }
}
