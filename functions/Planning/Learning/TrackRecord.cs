namespace Autocura.Planning.Learning;

/// <summary>
/// How remedies went in one cluster, by cause, action and class of workload. Bounded: what has faded away is forgotten, and the least that is known where there
/// would be too much. Immutable.
/// </summary>
public sealed record TrackRecord
{
    public const int MostRemedies = 200;

    /// <summary>A single case weighs so little after a year and a half.</summary>
    private const double LeastWeight = 1.0 / 64;

    public static readonly TrackRecord Empty = new();

    public IReadOnlyDictionary<RemedyKey, PastCases> Remedies { get; init; } = new Dictionary<RemedyKey, PastCases>();

    /// <summary>What stands there and cannot be read, each with the reason. It is never written over.</summary>
    public IReadOnlyDictionary<string, string> Unreadable { get; init; } = new Dictionary<string, string>();

    /// <summary>With one more case; itself when the case was counted before.</summary>
    public TrackRecord With(Lesson lesson, DateTimeOffset now)
    {
        var before = Remedies.GetValueOrDefault(lesson.Key) ?? PastCases.None(lesson.Prior, now);
        var after = before.With(lesson, now);
        return ReferenceEquals(before, after) ? this : this with
        {
            Remedies = Remedies
                .Where(pair => pair.Key != lesson.Key && Weight(pair.Value, now) >= LeastWeight)
                .OrderByDescending(pair => Weight(pair.Value, now))
                .Take(MostRemedies - 1)
                .Append(KeyValuePair.Create(lesson.Key, after))
                .ToDictionary(),
        };
    }

    /// <summary>What is to be expected of a remedy whose rule gives it a chance of <paramref name="prior"/>.</summary>
    public SuccessEstimate Estimate(RemedyKey key, double prior, DateTimeOffset now)
    {
        var others = Remedies.Where(pair => pair.Key != key && pair.Key with { Class = key.Class } == key).Select(pair => pair.Value);
        return SuccessEstimate.Of(key.Class, prior, Remedies.GetValueOrDefault(key), [.. others], now) with
        {
            Unread = Unreadable.TryGetValue($"{key}", out var why) ? $"{key}: {why}" : "",
        };
    }

    private static double Weight(PastCases cases, DateTimeOffset now) => cases.WeightsAt(now) is var (helped, failed) ? helped + failed : 0;
}
