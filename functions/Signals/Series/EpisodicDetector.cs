namespace Autocura.Signals.Series;

/// <summary>Another detector, that tells an episode at its start and is heeded less the more often it has told of one (<see cref="SaidOnce"/>).</summary>
/// <param name="inner">The detector.</param>
/// <param name="rest">How many points what was told counts as told.</param>
public sealed class EpisodicDetector(ISeriesDetector inner, int rest) : ISeriesDetector
{
    private readonly SaidOnce voice = new(rest);
    private DateTimeOffset last = DateTimeOffset.MinValue;

    public string Name => inner.Name;

    public int WarmUp => inner.WarmUp;

    public double Next(SeriesPoint point)
    {
        var rarity = inner.Next(point);
        if (!double.IsFinite(point.Value) || point.At <= last)
        {
            return 0;
        }

        last = point.At;
        return voice.Next(rarity);
    }
}
