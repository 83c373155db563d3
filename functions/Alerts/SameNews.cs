namespace Autocura.Alerts;

/// <summary>Two entries of one message that say the same: the same episode in the same state. The second is no news.</summary>
internal static class SameNews
{
    public static IEqualityComparer<Alert> Comparer { get; } =
        EqualityComparer<Alert>.Create((a, b) => a is not null && b is not null && Key(a) == Key(b), alert => Key(alert).GetHashCode());

    private static (EpisodeKey Episode, AlertStatus Status) Key(Alert alert) => (EpisodeKey.Of(alert), alert.Status);
}
