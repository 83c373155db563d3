namespace Autocura.Guardrails.Notices;

/// <summary>
/// How long a channel that cannot be reached is tried: 2 s, 4 s, 8 s ... at most a minute apart, twelve times, some eight minutes in all; later what is told is no news. A channel that
/// asks for more time gets it, up to five minutes each time.
/// </summary>
public static class DeliveryPatience
{
    public const int Tries = 12;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait after so many tries.</summary>
    public static TimeSpan WaitAfter(int tries, TimeSpan? asked)
    {
        var own = TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, tries - 1)));
        var theirs = asked is { } wanted && wanted < LongestAsked ? wanted : asked is null ? TimeSpan.Zero : LongestAsked;
        return own > theirs ? own : theirs;
    }
}
