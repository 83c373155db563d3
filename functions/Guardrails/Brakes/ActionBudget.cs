using Autocura.Incidents;

namespace Autocura.Guardrails.Brakes;

/// <summary>
/// How many steps may be taken in a cluster, in a namespace and on nodes within a window. Review asks it, and it is asked again in the moment in which a plan takes its
/// share, so that several that were allowed side by side cannot overspend together.
/// </summary>
public static class ActionBudget
{
    /// <summary>Why the steps would spend more than there is, and when there may be enough; null when there is enough.</summary>
    public static Overspent? Check(BrakeLedger ledger, IReadOnlyList<ObjectRef> targets, ReviewSettings settings, DateTimeOffset now)
    {
        var spent = ledger.Entries.Where(entry => entry.LastAt > now - settings.BudgetWindow).ToList();
        if (spent.Count >= BrakeLedger.MostEntries)
        {
            return new Overspent($"The ledger of actions is full ({spent.Count} plans within {settings.BudgetWindow}).", FreeAt(spent, settings));
        }

        return Limits(targets, settings)
            .Select(limit => limit.Over(spent, settings))
            .FirstOrDefault(over => over is not null);
    }

    private static IEnumerable<Limit> Limits(IReadOnlyList<ObjectRef> targets, ReviewSettings settings)
    {
        yield return new Limit("in the cluster", settings.ActionsPerCluster, targets.Count, entry => entry.Targets.Count);
        foreach (var group in targets.Where(target => target.Namespace.Length > 0).GroupBy(target => target.Namespace))
        {
            yield return new Limit($"in namespace {group.Key}", settings.ActionsPerNamespace, group.Count(), entry => entry.Namespaces.Count(ns => ns == group.Key));
        }

        yield return new Limit("on nodes", settings.ActionsOnNodes, targets.Count(IsNode), entry => entry.Targets.Count(target => target.StartsWith("Node ", StringComparison.Ordinal)));
    }

    private static bool IsNode(ObjectRef target) => target.Kind == "Node";

    private static DateTimeOffset? FreeAt(List<BrakeEntry> spent, ReviewSettings settings) => spent.Count == 0 ? null : spent.Min(entry => entry.LastAt) + settings.BudgetWindow;

    /// <summary>One budget: how many steps it allows, how many are asked of it, and how many of them a plan that acted has spent.</summary>
    private sealed record Limit(string Where, int Budget, int Asked, Func<BrakeEntry, int> Spent)
    {
        public Overspent? Over(List<BrakeEntry> spent, ReviewSettings settings)
        {
            var used = spent.Sum(Spent);
            return Asked == 0 || used + Asked <= Budget
                ? null
                : new Overspent($"{used} of {Budget} actions {Where} within {settings.BudgetWindow} are spent, and the plan takes {Asked}.", FreeAt([.. spent.Where(entry => Spent(entry) > 0)], settings));
        }
    }
}

/// <summary>Why a budget does not suffice. <paramref name="FreeAt"/> is when the oldest of what was spent is forgotten; null when nothing was spent.</summary>
public sealed record Overspent(string Reason, DateTimeOffset? FreeAt);
