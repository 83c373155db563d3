namespace Autocura.Notifications;

/// <summary>
/// Counts the messages of the last hour by channel. It counts on this host alone, from when it was started: it protects people from a flood, and is no promise. The same message counts once,
/// however often it is tried.
/// </summary>
public sealed class NotificationRate(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Dictionary<string, DateTimeOffset>> sent = [];

    /// <summary>Counts a message; false, and it is not counted, when there have been so many already and it is none that must be told.</summary>
    public bool Take(string channel, string key, int most, bool mustBeTold)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var recent = sent.TryGetValue(channel, out var known) ? known : sent[channel] = [];
            foreach (var (old, _) in recent.Where(one => one.Value <= now - Window).ToList())
            {
                recent.Remove(old);
            }

            if (!recent.ContainsKey(key) && recent.Count >= most && !mustBeTold)
            {
                return false;
            }

            recent.TryAdd(key, now);
            return true;
        }
    }
}
