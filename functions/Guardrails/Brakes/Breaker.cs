using Autocura.Incidents;

namespace Autocura.Guardrails.Brakes;

/// <summary>
/// Stops all remedies in a cluster after several in a row of its window did not help: then something is wrong that this system does not understand. After a pause
/// one is let through; when it helps the breaker closes, else the pause begins anew. It never latches.
/// </summary>
public static class Breaker
{
    /// <summary>How long a probe that never came back keeps others waiting.</summary>
    private static readonly TimeSpan LongestProbe = TimeSpan.FromMinutes(30);

    public static BreakerState StateOf(BrakeLedger ledger, ReviewSettings settings, DateTimeOffset now) => ledger.BrokenAt switch
    {
        null => BreakerState.Closed,
        { } since when now < since + settings.BreakerPause => BreakerState.Open,
        _ when ledger.Entries.Any(entry => entry is { IsProbe: true, Result: BrakeResult.Open } && now < entry.At + LongestProbe) => BreakerState.Probing,
        _ => BreakerState.HalfOpen,
    };

    /// <summary>Since when the breaker is open, after one more result; null when it is closed.</summary>
    internal static DateTimeOffset? After(BrakeLedger ledger, bool wasProbe, BrakeResult result, ReviewSettings settings, DateTimeOffset now)
    {
        if (ledger.BrokenAt is { } since)
        {
            return !wasProbe ? since : result switch
            {
                BrakeResult.Helped => null,
                BrakeResult.Failed => now,
                _ => since,
            };
        }

        var from = new[] { now - settings.BreakerWindow, LastHelp(ledger) }.Max();
        var failures = ledger.Entries.Count(entry => entry.Result == BrakeResult.Failed && entry.SettledAt > from);
        return failures >= settings.BreakerFailures ? now : null;
    }

    // A remedy that helped speaks for what follows, not for what came before it.
    private static DateTimeOffset LastHelp(BrakeLedger ledger) =>
        ledger.Entries.Where(entry => entry.Result == BrakeResult.Helped).Select(entry => entry.SettledAt ?? entry.At).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
}

/// <summary>Whether remedies are let through.</summary>
public enum BreakerState
{
    Closed,

    /// <summary>None is.</summary>
    Open,

    /// <summary>One is, to see how it goes.</summary>
    HalfOpen,

    /// <summary>That one is under way.</summary>
    Probing,
}
