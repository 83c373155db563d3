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
        var spent = ledger.Entries.Where(entry => entry.At > now - settings.BudgetWindow).ToList();
        if (spent.Count >= BrakeLedger.MostEntries)
        {
            return new Overspent($"The ledger of actions is full ({spent.Count} plans within {settings.BudgetWindow}).", FreeAt(spent, settings));
        }

        return Over("in the cluster", settings.ActionsPerCluster, targets.Count, spent, settings, entry => entry.Targets.Count)
            ?? targets.Where(target => target.Namespace.Length > 0).GroupBy(target => target.Namespace)
                .Select(group => Over($"in namespace {group.Key}", settings.ActionsPerNamespace, group.Count(), spent, settings, entry => entry.Namespaces.Count(ns => ns == group.Key)))
                .FirstOrDefault(over => over is not null)
            ?? Over("on nodes", settings.ActionsOnNodes, targets.Count(IsNode), spent, settings, entry => entry.Targets.Count(target => target.StartsWith("Node ", StringComparison.Ordinal)));
    }

    private static bool IsNode(ObjectRef target) => target.Kind == "Node";

    private static Overspent? Over(string where, int budget, int asked, List<BrakeEntry> spent, ReviewSettings settings, Func<BrakeEntry, int> count)
    {
        var used = spent.Sum(count);
        return asked == 0 || used + asked <= budget
            ? null
            : new Overspent($"{used} of {budget} actions {where} within {settings.BudgetWindow} are spent, and the plan takes {asked}.", FreeAt([.. spent.Where(entry => count(entry) > 0)], settings));
    }

    private static DateTimeOffset? FreeAt(List<BrakeEntry> spent, ReviewSettings settings) => spent.Count == 0 ? null : spent.Min(entry => entry.At) + settings.BudgetWindow;
}

/// <summary>Why a budget does not suffice. <paramref name="FreeAt"/> is when the oldest of what was spent is forgotten; null when nothing was spent.</summary>
public sealed record Overspent(string Reason, DateTimeOffset? FreeAt);
