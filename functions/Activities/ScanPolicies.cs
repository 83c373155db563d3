using Autocura.Cluster;
using Autocura.Cluster.Policies;
using Autocura.Orchestrations;
using Autocura.Signals;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>One look at all policies of a cluster. It changes nothing but their statuses, and may be repeated.</summary>
public sealed class ScanPolicies(IClusters clusters, IEnumerable<IPolicyWatch> watches, TimeProvider time)
{
    /// <summary>What the source label of its alerts says.</summary>
    public const string Source = "policy";

    private const int MostGaps = 12;

    [Function(FunctionNames.ScanPolicies)]
    public async Task<SweepReport> RunAsync([ActivityTrigger] SweepRequest request, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(request.Cluster);
        var now = time.GetUtcNow();
        var round = new PolicyRound(cluster, now, request.Memory.Standing);
        var looks = await Task.WhenAll(watches.Select(watch => TryLookAsync(watch, round, cancellationToken)));
        List<Finding> findings = [.. looks.SelectMany(look => look.Findings)];
        var memory = new ConditionLedger(request.Cluster, Source, now).Settle(request.Memory, findings, condition => looks.Any(look => look.WouldSee(condition)));
        var unwritten = await new PolicyStatusWriter(cluster).WriteAsync([.. looks.SelectMany(look => look.Statuses)], now, cancellationToken);
        string[] gaps = [.. looks.SelectMany(look => look.Gaps).Concat(unwritten).Distinct().Take(MostGaps)];
        var cost = new SweepCost(looks.Sum(look => look.Questions), looks.Sum(look => look.Policies), 0, findings.Count) { WasFull = true, WasWhole = true };
        return new SweepReport(memory with { Gaps = gaps }, cost, gaps);
    }

    /// <summary>Policies of one kind that cannot be read are no reason not to look at the others; what stands on them stays.</summary>
    private static async Task<PolicyLook> TryLookAsync(IPolicyWatch watch, PolicyRound round, CancellationToken cancellationToken)
    {
        try
        {
            return await watch.LookAsync(round, cancellationToken);
        }
        catch (ClusterException unread)
        {
            return new PolicyLook { Gaps = [$"policies: {unread.Message}"] };
        }
    }
}
