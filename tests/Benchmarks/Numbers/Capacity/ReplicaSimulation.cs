namespace Autocura.Benchmarks.Numbers.Capacity;

/// <summary>
/// Replicas that follow a demand as Kubernetes lets them: a look every 30 s at the load of the last minute, pods that are ready after a minute, removals at once and only after five minutes of
/// asking, at most 300 % (8 at least) more at a time. The public simulation's rules, to the letter.
/// </summary>
internal sealed class ReplicaSimulation(double[] demand, double threshold, int least, int most)
{
    /// <summary>Seconds between two looks.</summary>
    public const int Look = 30;

    private const int Start = 60;
    private const int Settle = 300;
    private const int FewestAdded = 8;
    private const int TimesAdded = 3;
    private const double Rounding = 1e-9;
    private const double MinutesPerLook = Look / 60.0;

    private readonly Queue<(int At, int Wanted)> asked = new();
    private readonly List<(int At, int Pods)> pending = [];
    private int ready;

    /// <param name="wanted">Replicas wanted at a look: its number, the load seen, and the replicas asked for so far.</param>
    public ReplicaOutcome Run(Func<int, double, int, int> wanted)
    {
        (double Short, double Replicas, double Needed, int Changes) sums = default;
        ready = Math.Clamp(wanted(0, demand[0], 0), least, most);
        for (var look = 0; look < demand.Length; look++)
        {
            Arrive(look * Look);
            var total = ready + pending.Sum(pods => pods.Pods);
            var seen = look switch { 0 => demand[0], 1 => demand[0], _ => (demand[look - 1] + demand[look - 2]) / 2 };
            if (Follow(look * Look, total, Math.Clamp(wanted(look, seen, total), least, most))) sums.Changes++;
            if (ready * threshold < demand[look] - Rounding) sums.Short += MinutesPerLook;
            sums.Replicas += ready;
            sums.Needed += Math.Max(least, Math.Ceiling((demand[look] / threshold) - Rounding));
        }

        var days = demand.Length * (double)Look / TimeSpan.FromDays(1).TotalSeconds;
        return new ReplicaOutcome(sums.Short / days, sums.Replicas / sums.Needed, sums.Changes / days);
    }

    private void Arrive(int now)
    {
        while (pending.Count > 0 && pending[0].At <= now)
        {
            ready += pending[0].Pods;
            pending.RemoveAt(0);
        }
    }

    private bool Follow(int now, int total, int wanted)
    {
        asked.Enqueue((now, wanted));
        while (asked.Peek().At < now - Settle) asked.Dequeue();
        var target = wanted >= total ? wanted : Math.Min(total, asked.Max(one => one.Wanted));
        if (target > total) pending.Add((now + Start, Math.Min(target - total, Math.Max(FewestAdded, TimesAdded * total))));
        else if (target < total) Remove(total - target);
        return target != total;
    }

    private void Remove(int pods)
    {
        while (pods > 0 && pending.Count > 0)
        {
            var (at, waiting) = pending[^1];
            pending.RemoveAt(pending.Count - 1);
            var dropped = Math.Min(pods, waiting);
            pods -= dropped;
            if (waiting > dropped) pending.Add((at, waiting - dropped));
        }

        ready -= pods;
    }
}

/// <summary>What became of a policy.</summary>
/// <param name="ShortMinutes">A day with too few replicas ready.</param>
/// <param name="Ratio">Replica-hours over those needed.</param>
/// <param name="Changes">A day.</param>
internal sealed record ReplicaOutcome(double ShortMinutes, double Ratio, double Changes);
