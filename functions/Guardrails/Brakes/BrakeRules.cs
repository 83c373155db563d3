namespace Autocura.Guardrails.Brakes;

/// <summary>What the ledger says of a plan that is about to act: the same question at the review and in the moment of acting.</summary>
public static class BrakeRules
{
    /// <summary>Why it may not act now, and when it may; null when it may.</summary>
    public static Overspent? Check(BrakeLedger ledger, BrakeOrder order, DateTimeOffset now)
    {
        // What this very plan has spent already is no reason against it.
        var others = ledger.Without(order.Holder);
        return Broken(others, order, now) ?? Cooling(others, order, now) ?? ActionBudget.Check(others, order.Targets, order.Settings, now);
    }

    /// <summary>Whether the breaker holds it back.</summary>
    public static Overspent? Broken(BrakeLedger ledger, BrakeOrder order, DateTimeOffset now)
    {
        var pause = order.Settings.BreakerPause;
        return Breaker.StateOf(ledger, order.Settings, now) switch
        {
            BreakerState.Open => new Overspent($"The breaker is open since {ledger.BrokenAt:HH:mm:ss} (UTC): {order.Settings.BreakerFailures} remedies did not help within {order.Settings.BreakerWindow}.", ledger.BrokenAt + pause),
            BreakerState.Probing => new Overspent("The breaker is half open, and one remedy is being tried to see whether it may close.", now + TimeSpan.FromSeconds(30)),
            _ => null,
        };
    }

    /// <summary>An object that another incident acted on a moment ago shows its effect first.</summary>
    public static Overspent? Cooling(BrakeLedger ledger, BrakeOrder order, DateTimeOffset now)
    {
        var targets = order.Targets.Select(target => target.ToString()).ToList();
        var recent = ledger.Entries
            .Where(entry => entry.Incident != order.Incident && entry.Targets.Any(targets.Contains))
            .MaxBy(entry => entry.SettledAt ?? entry.At);
        var free = (recent?.SettledAt ?? recent?.At) + order.Settings.Cooldown;
        return free > now
            ? new Overspent($"{recent!.Targets.First(targets.Contains)} was changed for incident {recent.Incident} and is left alone until {free:HH:mm:ss} (UTC).", free)
            : null;
    }
}
