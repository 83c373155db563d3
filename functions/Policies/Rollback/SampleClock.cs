namespace Autocura.Policies.Rollback;

/// <summary>
/// At which moments the metrics of a release are sampled: every sixtieth of the window, and not more often than every 30 s, as a rate needs two scrapes at the usual
/// 15 s; at whole multiples of the step, so that policies share their questions.
/// </summary>
/// <param name="Release">What is sampled.</param>
/// <param name="Window">How long it is watched.</param>
/// <param name="Now">UTC.</param>
public sealed record SampleClock(WatchedRelease Release, TimeSpan Window, DateTimeOffset Now)
{
    /// <summary>Samples on either side of the release, at most.</summary>
    public const int Most = 60;

    private static readonly TimeSpan ShortestStep = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestPast = TimeSpan.FromMinutes(10);

    public TimeSpan Step => TimeSpan.FromSeconds(Math.Max(ShortestStep.TotalSeconds, Math.Ceiling(Window.TotalSeconds / Most)));

    /// <summary>Moments whose step lies wholly after the release began, oldest first.</summary>
    public IReadOnlyList<DateTimeOffset> Since => [.. Moments(Release.BeganAt + Step, Now).TakeLast(Most)];

    /// <summary>Moments before the release, from when the release before it had settled for a step.</summary>
    public IReadOnlyList<DateTimeOffset> Before
    {
        get
        {
            var past = Release.BeganAt - (Window > ShortestPast ? Window : ShortestPast);
            var settled = Release.BeforeBeganAt is { } before ? before + Step + Step : past;
            return [.. Moments(past > settled ? past : settled, Release.BeganAt).TakeLast(Most)];
        }
    }

    private IEnumerable<DateTimeOffset> Moments(DateTimeOffset from, DateTimeOffset to)
    {
        var step = Step.Ticks;
        for (var ticks = (from.UtcTicks + step - 1) / step * step; ticks <= to.UtcTicks; ticks += step)
        {
            yield return new DateTimeOffset(ticks, TimeSpan.Zero);
        }
    }
}
