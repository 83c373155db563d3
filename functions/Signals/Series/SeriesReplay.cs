namespace Autocura.Signals.Series;

/// <summary>
/// The combined detector over a stretch of history, point by point, as if it had listened all along. Nothing is kept between looks: a stretch that begins at the same moment says the same of the same points,
/// so stretches begin anew only now and then (<see cref="BeginOf"/>), and each episode is told once. Of a short stretch every rarity is lowered by what chance does to it.
/// </summary>
/// <param name="step">The time between two points.</param>
/// <param name="history">How much of the past is listened to, at least.</param>
public sealed class SeriesReplay(TimeSpan step, TimeSpan history)
{
    // What keeps the budget was measured on series of so many points (their harmonic mean). The newest of n points is a record by chance with 2 / n (Rényi 1962): of fewer points, that much more often.
    private const double Experienced = 1800;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Points that are listened to before anything is said: half of the history, up to a day.</summary>
    public int Learning { get; } = (int)Math.Max(TailCalibration.Fewest, Unit(history) / step);

    /// <summary>How long what was told counts as told.</summary>
    public TimeSpan Rest => Learning / 2 * step;

    /// <summary>Where the stretch begins that is listened to at a moment: it stays the same for half of the history, or a day.</summary>
    public DateTimeOffset BeginOf(DateTimeOffset now)
    {
        var unit = Unit(history).Ticks;
        return new DateTimeOffset(now.UtcTicks / unit * unit, TimeSpan.Zero) - history;
    }

    /// <summary>The episodes of a series, in order; none when it is too short to say.</summary>
    /// <param name="points">In order; NaN, infinity and what is missing was not measured.</param>
    /// <param name="threshold">The rarity at which a point alarms.</param>
    public IReadOnlyList<SeriesEpisode> Episodes(IEnumerable<SeriesPoint> points, double threshold)
    {
        ArgumentNullException.ThrowIfNull(points);
        var detector = new CombinedDetector(step, Learning);
        var gate = new EpisodeGate(threshold, Rest);
        var episodes = new List<SeriesEpisode>();
        var heard = 0;
        foreach (var point in points)
        {
            var isGoingOn = gate.IsOpenAt(point.At);
            heard += double.IsFinite(point.Value) ? 1 : 0;
            var rarity = Math.Max(0, detector.Next(point) - Math.Log10(Math.Max(1, Experienced / Math.Max(1, heard))));
            if (!gate.Next(point.At, rarity)) continue;
            if (!isGoingOn) episodes.Add(new SeriesEpisode(point.At, point.At, rarity, detector.Witnesses));
            else episodes[^1] = episodes[^1] with { ToldAt = point.At, Rarity = rarity, Witnesses = detector.Witnesses };
        }

        return episodes;
    }

    private static TimeSpan Unit(TimeSpan history) => TimeSpan.FromTicks(Math.Min(history.Ticks / 2, Day.Ticks));
}
