using Autocura.Signals.Forests;

namespace Autocura.Functions.Tests.Signals.Forests;

public sealed class ForestBytesTests
{
    [Theory]
    [InlineData(1, 300)]
    [InlineData(1, 5)]
    [InlineData(3, 300)]
    public void A_forest_that_was_written_scores_and_explains_the_same(int featuresPerSplit, int count)
    {
        var rows = SomeRows.WithOddLast(count, 3, odd: 1);
        var forest = IsolationForest.Grow(rows, new ForestSettings { FeaturesPerSplit = featuresPerSplit, Contamination = 0.05 });
        var read = ForestBytes.Read(ForestBytes.Write(forest));
        var (scores, others, steps, same) = (new double[count], new double[count], new double[3], new double[3]);
        forest.Score(rows.Values, scores);
        read.Score(rows.Values, others);
        others.ShouldBe(scores);
        forest.Explain(rows[count - 1], steps);
        read.Explain(rows[count - 1], same);
        same.ShouldBe(steps);
        (read.Threshold, read.Trees, read.Sample, read.Features).ShouldBe((forest.Threshold, forest.Trees, forest.Sample, forest.Features));
    }

    [Fact]
    public void A_split_takes_about_four_bytes()
    {
        var forest = IsolationForest.Grow(new FeatureRows(SomeRows.Cloud(1_000, 6), 6), ForestSettings.Default);
        ForestBytes.Write(forest).Length.ShouldBeLessThan(60_000);
    }

    [Fact]
    public void Bytes_that_are_no_forest_are_refused()
    {
        var bytes = ForestBytes.Write(IsolationForest.Grow(new FeatureRows(SomeRows.Cloud(100, 2), 2), new ForestSettings { Trees = 5 }));
        Should.Throw<FormatException>(() => ForestBytes.Read([])).Message.ShouldContain("cut off");
        Should.Throw<FormatException>(() => ForestBytes.Read(bytes[..^1])).Message.ShouldContain("cut off");
        Should.Throw<FormatException>(() => ForestBytes.Read([.. bytes, 0])).Message.ShouldContain("more behind");
        Should.Throw<FormatException>(() => ForestBytes.Read([9, .. bytes[1..]])).Message.ShouldContain("format 9");
    }

    [Fact]
    public void No_change_of_a_byte_makes_scoring_read_where_it_should_not()
    {
        var bytes = ForestBytes.Write(IsolationForest.Grow(new FeatureRows(SomeRows.Cloud(40, 2), 2), new ForestSettings { Trees = 3, Sample = 16 }));
        for (var index = 0; index < bytes.Length; index++)
        {
            var changed = bytes.ToArray();
            changed[index] ^= 0x55;
            if (Read(changed) is { } forest) forest.Score(new double[forest.Features]).ShouldBeInRange(0, 1);
        }
    }

    private static IsolationForest? Read(byte[] bytes)
    {
        try
        {
            return ForestBytes.Read(bytes);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
