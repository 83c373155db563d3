namespace Autocura.Support.Chaos.Invariants;

/// <summary>
/// A step takes effect once, however often its activity runs; a pod is taken away once. A removal whose answer was lost may be asked for again: while the pod is on its way,
/// the API server says yes and changes nothing, which the object's version tells.
/// </summary>
internal sealed class DoneOnce : IInvariant
{
    public string Promise => "every step takes effect once";

    public IEnumerable<string> Broken(ChaosRecord record)
    {
        var steps = Deed.Of(record).Where(deed => deed.Key.Length > 0).GroupBy(deed => (deed.Host, deed.Key)).Where(same => same.Count() > 1).Select(same => $"{same.Key.Key} of {same.Key.Host}, {same.Count()} times");
        var removed = record.Audit
            .Where(entry => entry is { DryRun: false, Code: < 300, Key.Plural: "pods" } && entry.Verb is "delete" or "create" && entry.Actor.UserAgent.StartsWith(ChaosHost.UserAgent, StringComparison.Ordinal))
            .DistinctBy(entry => (entry.Key, entry.ResourceVersion.Length > 0 ? entry.ResourceVersion : $"gone by {entry.Id}"))
            .GroupBy(entry => entry.Key)
            .Where(same => same.Count() > 1 && record.Plan.Cure != Cure.Drain)
            .Select(same => $"{same.Key} was taken away {same.Count()} times");
        return steps.Concat(removed);
    }
}
