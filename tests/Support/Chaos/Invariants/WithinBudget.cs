using Autocura.Embedded.Cluster;

namespace Autocura.Support.Chaos.Invariants;

/// <summary>Within every hour no more steps take effect in a namespace than its budget has, by whichever hosts.</summary>
internal sealed class WithinBudget : IInvariant
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    public string Promise => "never over budget";

    public IEnumerable<string> Broken(ChaosRecord record)
    {
        List<DateTimeOffset> steps = [.. Deed.Of(record).Where(deed => deed.Done.Key.Namespace == ChaosWorld.Store).Select(deed => deed.Done.At), .. record.Audit.Where(IsPodDeleted).Select(entry => entry.Time)];
        return steps.Order()
            .Select(first => (First: first, Count: steps.Count(step => step >= first && step < first + Window)))
            .Where(window => window.Count > record.Plan.Budget)
            .Take(1)
            .Select(window => $"{window.Count} steps in the hour from {window.First:HH:mm:ss}, and {record.Plan.Budget} are allowed");
    }

    private static bool IsPodDeleted(AuditEntry entry) =>
        entry is { DryRun: false, Code: < 300, Verb: "delete", Key: { Plural: "pods", Namespace: ChaosWorld.Store } } && entry.Actor.UserAgent.StartsWith(ChaosHost.UserAgent, StringComparison.Ordinal);
}
