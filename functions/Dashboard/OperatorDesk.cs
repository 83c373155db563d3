using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Ledger.Brakes;

namespace Autocura.Dashboard;

/// <summary>Carries out what a person asks of the system itself: stop everything, go on, leave a workload alone for a while. A refusal says why and changes nothing.</summary>
public sealed class OperatorDesk(IClusters clusters, ControlSwitch control, TimeProvider time)
{
    /// <summary>Sets the kill switch in a cluster; without a name at home, where it stops changes in every cluster.</summary>
    public Task<DeskAnswer> SetSwitchAsync(bool stop, string cluster, PersonsWord word, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        var where = cluster.Length == 0 ? clusters.Home : clusters.Named(cluster);
        return await control.SetAsync(where.Name, new SwitchOrder(stop, word.By, word.Reason, time.GetUtcNow()), cancellationToken)
            ? new DeskAnswer("")
            : new DeskAnswer($"Others write the kill switch of cluster {where.Name} all the time.") { MayComeRight = true };
    });

    /// <summary>Has a workload left alone until then: what runs is measured on, and nothing new is changed.</summary>
    public Task<DeskAnswer> SnoozeAsync(WorkloadRef workload, DateTimeOffset until, PersonsWord word, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        var annotations = new JsonObject
        {
            [Annotations.PauseUntil] = until.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            [Annotations.PausedBy] = word.Reason.Length == 0 ? word.By : $"{word.By}: {word.Reason}",
        };
        var patch = new ObjectPatch(PatchKind.Merge, new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = annotations } });
        await clusters.Named(workload.Cluster).PatchAsync(Kinds.Named(workload.Kind).Ref(workload.Namespace, workload.Name), patch, cancellationToken);
        return new DeskAnswer("");
    });

    private static async Task<DeskAnswer> TryAsync(Func<Task<DeskAnswer>> carryOut)
    {
        try
        {
            return await carryOut();
        }
        catch (ClusterException refused)
        {
            return new DeskAnswer(refused.Message) { MayComeRight = refused.IsTransient };
        }
    }
}

/// <summary>Who asks, and why; the reason may be empty.</summary>
public sealed record PersonsWord(string By, string Reason);

/// <summary>Why it was not done; empty when it was.</summary>
public sealed record DeskAnswer(string Problem)
{
    /// <summary>Whether asking again may help.</summary>
    public bool MayComeRight { get; init; }
}
