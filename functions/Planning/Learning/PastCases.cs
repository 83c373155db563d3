namespace Autocura.Planning.Learning;

/// <summary>
/// How a remedy went: every case it was counted in, and the same faded by their age. A case weighs half after <see cref="HalfLife"/>, a quarter after two of them:
/// clusters and applications change, and what was learned of them with it.
/// </summary>
public sealed record PastCases
{
    /// <summary>A case of last quarter weighs half as much as one of today.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromDays(90);

    /// <summary>More than can be told again: an activity is repeated within minutes.</summary>
    private const int MostRecent = 16;

    public required int Helped { get; init; }

    public required int Failed { get; init; }

    /// <summary>The weight of those that helped and of those that failed, as of <see cref="At"/>.</summary>
    public required double HelpedWeight { get; init; }

    public required double FailedWeight { get; init; }

    /// <summary>When the last case was counted.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The chance its rule gave it at the last case.</summary>
    public required double Prior { get; init; }

    /// <summary>The last cases, oldest first: none of them is counted again.</summary>
    public required IReadOnlyList<string> Recent { get; init; }

    public static PastCases None(double prior, DateTimeOffset now) => new() { Helped = 0, Failed = 0, HelpedWeight = 0, FailedWeight = 0, At = now, Prior = prior, Recent = [] };

    /// <summary>With one more case; the same case again changes nothing.</summary>
    public PastCases With(Lesson lesson, DateTimeOffset now)
    {
        if (Recent.Contains(lesson.Case))
        {
            return this;
        }

        var (helped, failed) = WeightsAt(now);
        return new PastCases
        {
            Helped = Helped + (lesson.Helped ? 1 : 0),
            Failed = Failed + (lesson.Helped ? 0 : 1),
            HelpedWeight = helped + (lesson.Helped ? 1 : 0),
            FailedWeight = failed + (lesson.Helped ? 0 : 1),
            At = now > At ? now : At,
            Prior = lesson.Prior,
            Recent = [.. Recent.Append(lesson.Case).TakeLast(MostRecent)],
        };
    }

    /// <summary>What the cases weigh by now. Clocks that differ make nothing weigh more.</summary>
    public (double Helped, double Failed) WeightsAt(DateTimeOffset now)
    {
        var left = Math.Pow(0.5, Math.Max(0, (now - At) / HalfLife));
        return (HelpedWeight * left, FailedWeight * left);
    }

    /// <summary>What is wrong with it; empty when it can be a count of cases.</summary>
    internal string Problem() => this switch
    {
        { Helped: < 0 } or { Failed: < 0 } => "a number of cases is negative",
        _ when !(HelpedWeight >= 0 && HelpedWeight <= Helped) || !(FailedWeight >= 0 && FailedWeight <= Failed) => "cases weigh more than there are, or less than nothing",
        _ when Prior is not (>= 0 and <= 1) => "prior is no probability",
        _ when Recent is null || Recent.Count > MostRecent || Recent.Any(one => one is null) => $"recent is no list of at most {MostRecent} cases",
        _ => "",
    };
}
