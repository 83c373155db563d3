namespace Autocura.Signals.Series;

/// <summary>
/// Alarms once for an episode: when a point is rarer than the threshold, and then not again until the series has been usual for <c>quiet</c>. An episode that grows by
/// <see cref="Worse"/> decades over what was told is told again: it has become another.
/// </summary>
/// <param name="threshold">The rarity at which a point alarms.</param>
/// <param name="quiet">How long it must have been usual before the next episode.</param>
public sealed class EpisodeGate(double threshold, TimeSpan quiet)
{
    /// <summary>A thousand times rarer than what was told.</summary>
    public const double Worse = 3;

    private DateTimeOffset lastOutside = DateTimeOffset.MinValue;
    private double told;

    /// <summary>Whether an episode is going on.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether what is rare at a moment would be of the episode that is going on.</summary>
    public bool IsOpenAt(DateTimeOffset at) => IsOpen && at - lastOutside <= quiet;

    /// <summary>Takes the rarity of the next point; true when it begins an episode or makes one much worse.</summary>
    public bool Next(DateTimeOffset at, double rarity)
    {
        IsOpen = IsOpenAt(at);
        if (rarity < threshold)
        {
            return false;
        }

        var isNews = !IsOpen || rarity >= told + Worse;
        (IsOpen, lastOutside) = (true, at);
        told = isNews ? rarity : told;
        return isNews;
    }
}
