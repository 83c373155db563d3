using Autocura.Cluster;
using Autocura.Guardrails.Brakes;
using Autocura.Incidents;
using Autocura.Ledger.Brakes;

namespace Autocura.Dashboard;

/// <summary>Reads in every cluster what holds this system back: kill switch, budgets, breaker and locks.</summary>
public sealed class ControlBoard(EveryCluster clusters, ControlSwitch control, BrakeStore brakes, ObjectLocks locks, TimeProvider time)
{
    private const string Node = "Node ";

    /// <summary>Home first.</summary>
    public Task<IReadOnlyList<ClusterControl>> ReadAsync(ReviewSettings settings, CancellationToken cancellationToken) => clusters.AskAsync(
        (cluster, either) => ReadAsync(cluster, settings, either),
        (cluster, problem) => new ClusterControl(cluster.Name, Answers: false, problem),
        cancellationToken);

    private async Task<ClusterControl> ReadAsync(ICluster cluster, ReviewSettings settings, CancellationToken cancellationToken)
    {
        var version = cluster.VersionAsync(cancellationToken);
        var stop = control.ReadAsync(cluster.Name, cancellationToken);
        var ledger = brakes.ReadAsync(cluster.Name, cancellationToken);
        var held = locks.ListAsync(cluster.Name, cancellationToken);
        await Task.WhenAll(version, stop, ledger, held);
        return new ClusterControl(cluster.Name, Answers: true, await version)
        {
            IsStopped = (await stop).IsStopped,
            Switch = (await stop).Reason,
            Budgets = [.. Budgets(await ledger, settings)],
            Breaker = Breaker.StateOf(await ledger, settings, time.GetUtcNow()).ToString(),
            BrokenAt = (await ledger).BrokenAt,
            Locks = [.. (await held).Select(one => new LockLine(one.Name, one.What, one.Holder, one.Until))],
        };
    }

    private IEnumerable<BudgetLine> Budgets(BrakeLedger ledger, ReviewSettings settings)
    {
        var spent = ledger.Entries.Where(entry => entry.LastAt > time.GetUtcNow() - settings.BudgetWindow).ToList();
        yield return new BudgetLine("cluster", "", spent.Sum(entry => entry.Targets.Count), settings.ActionsPerCluster);
        yield return new BudgetLine("nodes", "", spent.Sum(entry => entry.Targets.Count(target => target.StartsWith(Node, StringComparison.Ordinal))), settings.ActionsOnNodes);
        foreach (var group in spent.SelectMany(entry => entry.Namespaces).Where(ns => ns.Length > 0).GroupBy(ns => ns).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return new BudgetLine("namespace", group.Key, group.Count(), settings.ActionsPerNamespace);
        }
    }
}
