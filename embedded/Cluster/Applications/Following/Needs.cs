namespace Autocura.Embedded.Cluster.Applications.Following;

/// <summary>What an answer owes to the calls that are made for it: the share that fails because of them, the time they take, and the share that waits for one in vain.</summary>
internal readonly record struct Needs(double Broken, double Ms, double LateShare, double LateMs)
{
    /// <summary>Calls are made one after the other.</summary>
    public static Needs Of(IEnumerable<EdgeFlow> calls)
    {
        var (good, ms, prompt, lateMs, lateWeight) = (1.0, 0.0, 1.0, 0.0, 0.0);
        foreach (var call in calls)
        {
            var share = Math.Min(1, call.Edge.Share);
            var timing = call.Timing;
            if (call.Edge.Needed)
            {
                good *= 1 - (share * call.BrokenShare);
            }

            if (call.Edge.Awaited && call.Sent > 0)
            {
                ms += call.Edge.Share * ((timing.Quick * Timing.QuickMs) + (timing.Normal * timing.NormalMs));
                prompt *= 1 - (share * timing.Slow);
                lateMs += share * timing.Slow * timing.SlowMs;
                lateWeight += share * timing.Slow;
            }
        }

        return new Needs(1 - good, ms, 1 - prompt, lateWeight > 0 ? lateMs / lateWeight : 0);
    }
}
