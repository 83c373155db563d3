using Autocura.Incidents;

namespace Autocura.Guardrails.Brakes;

/// <summary>
/// What was done in a cluster lately, by whichever host: budgets are counted from it, and the breaker stands in it. Bounded, since what is older than every window
/// is forgotten. Immutable: each operation gives the ledger as it is then.
/// </summary>
public sealed record BrakeLedger
{
    /// <summary>More entries than any budget allows within a day of windows; a ledger that is full lets nothing through.</summary>
    public const int MostEntries = 500;

    public static readonly BrakeLedger Empty = new();

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<BrakeEntry> Entries { get; init; } = [];

    /// <summary>When the breaker opened last; null while it is closed.</summary>
    public DateTimeOffset? BrokenAt { get; init; }

    /// <summary>Without what no window reaches any more.</summary>
    public BrakeLedger Pruned(ReviewSettings settings, DateTimeOffset now)
    {
        var oldest = now - new[] { settings.BudgetWindow, settings.BreakerWindow, settings.Cooldown }.Max();
        return this with { Entries = [.. Entries.Where(entry => entry.LastAt > oldest)] };
    }

    /// <summary>With one more plan that acts. The same holder again changes nothing.</summary>
    public BrakeLedger With(BrakeEntry entry, ReviewSettings settings) => Entries.Any(one => one.Holder == entry.Holder)
        ? this
        : this with { Entries = [.. Entries, entry with { IsProbe = Breaker.StateOf(this, settings, entry.At) == BreakerState.HalfOpen }] };

    /// <summary>As if the holder had never been about to act: nothing was changed.</summary>
    public BrakeLedger Without(string holder) => this with { Entries = [.. Entries.Where(entry => entry.Holder != holder)] };

    /// <summary>With what came of it: the breaker opens after too many failures, and closes when its probe helped.</summary>
    public BrakeLedger Settled(string holder, BrakeResult result, ReviewSettings settings, DateTimeOffset now)
    {
        if (Entries.FirstOrDefault(entry => entry.Holder == holder && entry.Result == BrakeResult.Open) is not { } settled)
        {
            return this;
        }

        var after = this with { Entries = [.. Entries.Select(entry => entry == settled ? entry with { Result = result, SettledAt = now } : entry)] };
        return after with { BrokenAt = Breaker.After(after, settled.IsProbe, result, settings, now) };
    }
}
