using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>What the next episode of a workload is told of the last one, and of those that it was told of itself.</summary>
public static class EpisodeMemory
{
    /// <param name="ended">What the last episode was started with.</param>
    /// <param name="outcome">How it ended; null when it could not say.</param>
    /// <param name="endedAt">When its instance ended.</param>
    public static IReadOnlyList<PastEpisode> After(Incident ended, Outcome? outcome, DateTimeOffset endedAt) =>
        [Last(ended, outcome, endedAt), .. ended.Past.Take(PastEpisode.Most - 1)];

    private static PastEpisode Last(Incident ended, Outcome? outcome, DateTimeOffset endedAt) => new()
    {
        RecordName = ended.RecordName,
        OpenedAt = ended.OpenedAt,
        ClosedAt = outcome?.ClosedAt ?? endedAt,
        Kind = outcome?.Kind,
        ActedAt = outcome?.ActedAt,
        Rises = outcome?.Rises ?? [.. ended.Signals.GroupBy(signal => signal.Type).Select(same => new Rise(same.Key, same.Min(signal => signal.Alert.StartsAt)))],
        Remedies = outcome?.Remedies ?? [],
    };
}
