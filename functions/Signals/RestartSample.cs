namespace Autocura.Signals;

/// <summary>
/// How often a container had been restarted at two earlier looks. Two are kept so that a whole window is always behind the older one when the younger
/// takes its place.
/// </summary>
public sealed record RestartSample(string Namespace, string Key, RestartCount Base, RestartCount Later)
{
    public static string KeyOf(string pod, string container) => $"{pod}/{container}";

    public static RestartSample First(string ns, string key, RestartCount count) => new(ns, key, count, count);

    /// <summary>The sample after another look: the younger count becomes the base when the window has passed.</summary>
    public RestartSample After(RestartCount count, TimeSpan window)
    {
        ArgumentNullException.ThrowIfNull(count);
        return count.At - Later.At < window ? this : this with { Base = Later, Later = count };
    }
}

/// <summary>A count and when it was seen.</summary>
public sealed record RestartCount(int Count, DateTimeOffset At);
