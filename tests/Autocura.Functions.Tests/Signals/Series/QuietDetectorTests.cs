using Autocura.Signals.Series;

namespace Autocura.Functions.Tests.Signals.Series;

public sealed class QuietDetectorTests : SeriesDetectorConformance
{
    /// <summary>It looks at how a series moves, not at where it is.</summary>
    private protected override double[] Unheard => [.. Enumerable.Repeat(100.0, 60)];

    private protected override ISeriesDetector Create() => new QuietDetector(SomePoints.Step);

    [Fact]
    public void A_series_that_always_stood_still_is_not_quieter_than_usual() =>
        Create().Judge(Enumerable.Repeat(0.0, 1000)).ShouldAllBe(rarity => rarity < 2);
}
