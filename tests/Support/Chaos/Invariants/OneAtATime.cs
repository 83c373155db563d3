namespace Autocura.Support.Chaos.Invariants;

/// <summary>Whoever changes an object, or takes the change back, holds the lock on it at that moment: the same plan, on the same host.</summary>
internal sealed class OneAtATime : IInvariant
{
    public string Promise => "one remediation in flight per workload";

    public IEnumerable<string> Broken(ChaosRecord record)
    {
        var locks = Locks.Of(record);
        foreach (var deed in Deed.Of(record))
        {
            foreach (var (change, what) in new[] { (Change: deed.Done, What: "did"), (Change: deed.Undone!, What: "took back") }.Where(one => one.Change is not null))
            {
                var holder = locks.Holder(deed.Target, change.Version, change.At);
                if (holder != $"{deed.Host}/{deed.Plan}")
                {
                    yield return $"{deed.Host} {what} {deed.Plan} on {deed.Target} at {change.At:HH:mm:ss} while {(holder.Length == 0 ? "nobody" : holder)} held it";
                }
            }
        }
    }
}
