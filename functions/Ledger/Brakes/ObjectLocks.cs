using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Incidents;

namespace Autocura.Ledger.Brakes;

/// <summary>
/// Locks on objects, as Leases in the system's own namespace, so that of any number of hosts one acts on an object at a time. A lock has an owner and an expiry: one
/// whose owner is gone expires by itself and is taken over, and never before.
/// </summary>
public sealed class ObjectLocks(IClusters clusters, LedgerOptions options, TimeProvider time)
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const string What = "autocura.io/locks";
    private const int Tries = 4;

    /// <summary>Clocks of two hosts may differ so much.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(10);

    /// <summary>The lock's name: it is the same on every host.</summary>
    public static string NameOf(ObjectRef target) =>
        $"autocura-{new WorkloadRef("", target.Kind, target.Namespace, target.Name).InstanceId.Replace(':', '-').ToLowerInvariant()}";

    /// <summary>Takes or renews the lock. Null: the holder has it; else who has it.</summary>
    /// <exception cref="ClusterException">The API server refuses or does not answer: nobody knows who has it.</exception>
    public async Task<string?> HoldAsync(LockOrder order, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(order.Cluster);
        for (var left = Tries; left > 0; left--)
        {
            var found = await cluster.FindAsync(Ref(order.Name), cancellationToken);
            if (found is not null && Holder(found) is { Length: > 0 } other && other != order.Holder && !IsOver(found))
            {
                return $"{order.What} is locked by {other} until {EndOf(found):HH:mm:ss} (UTC)";
            }

            if (await WriteAsync(cluster, order, found, cancellationToken))
            {
                return null;
            }
        }

        return $"{order.What} is being locked by several at once";
    }

    /// <summary>Who holds the lock now; empty when nobody does.</summary>
    public async Task<string> HolderAsync(string cluster, string name, CancellationToken cancellationToken) =>
        await clusters.Named(cluster).FindAsync(Ref(name), cancellationToken) is { } found && !IsOver(found) ? Holder(found) : "";

    /// <summary>All locks that somebody holds now in a cluster.</summary>
    public async Task<IReadOnlyList<HeldLock>> ListAsync(string cluster, CancellationToken cancellationToken)
    {
        var leases = await clusters.Named(cluster).StreamAsync(Kinds.Lease, new ListQuery(options.Namespace), cancellationToken).ToListAsync(cancellationToken);
        return [.. leases.Where(lease => lease["metadata"]?["annotations"]?[What] is not null && Holder(lease).Length > 0 && !IsOver(lease)).Select(lease =>
            new HeldLock($"{lease["metadata"]!["name"]}", $"{lease["metadata"]!["annotations"]![What]}", Holder(lease), EndOf(lease)!.Value))];
    }

    /// <summary>Lets go of the lock, if the holder has it.</summary>
    public async Task ReleaseAsync(LockOrder order, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(order.Cluster);
        for (var left = Tries; left > 0; left--)
        {
            var found = await cluster.FindAsync(Ref(order.Name), cancellationToken);
            if (found is null || Holder(found) != order.Holder || await WriteAsync(cluster, order with { Holder = "" }, found, cancellationToken))
            {
                return;
            }
        }
    }

    private ObjectRef Ref(string name) => Kinds.Lease.Ref(options.Namespace, name);

    /// <summary>False when somebody else wrote first.</summary>
    private async Task<bool> WriteAsync(ICluster cluster, LockOrder order, JsonObject? found, CancellationToken cancellationToken)
    {
        try
        {
            if (found is null)
            {
                await cluster.CreateAsync(Kinds.Lease, Manifest(order), cancellationToken);
                return true;
            }

            var operations = new JsonArray(
                new JsonObject { ["op"] = "replace", ["path"] = "/metadata/resourceVersion", ["value"] = found["metadata"]!["resourceVersion"]!.DeepClone() },
                new JsonObject { ["op"] = "add", ["path"] = "/spec", ["value"] = Spec(order, found["spec"] as JsonObject) });
            await cluster.PatchAsync(Ref(order.Name), new ObjectPatch(PatchKind.Json, operations), cancellationToken);
            return true;
        }
        catch (ClusterException raced) when (raced.IsConflict || raced.Reason == "AlreadyExists")
        {
            return false;
        }
    }

    private JsonObject Manifest(LockOrder order) => new()
    {
        ["apiVersion"] = Kinds.Lease.ApiVersion,
        ["kind"] = Kinds.Lease.Kind,
        ["metadata"] = new JsonObject { ["name"] = order.Name, ["namespace"] = options.Namespace, ["annotations"] = new JsonObject { [What] = order.What } },
        ["spec"] = Spec(order, null),
    };

    private JsonObject Spec(LockOrder order, JsonObject? before)
    {
        var now = time.GetUtcNow().ToString(Moment, CultureInfo.InvariantCulture);
        var isSame = before?["holderIdentity"]?.GetValue<string>() == order.Holder;
        var changes = before?["leaseTransitions"]?.GetValue<int>() ?? 0;
        var spec = new JsonObject
        {
            ["leaseDurationSeconds"] = (int)order.For.TotalSeconds,
            ["acquireTime"] = isSame && before?["acquireTime"] is { } acquired ? acquired.DeepClone() : now,
            ["renewTime"] = now,
            ["leaseTransitions"] = isSame ? changes : changes + 1,
        };
        if (order.Holder.Length > 0)
        {
            spec["holderIdentity"] = order.Holder;
        }

        return spec;
    }

    private bool IsOver(JsonObject lease) => EndOf(lease) is not { } end || time.GetUtcNow() > end + ClockDifference;

    // One that nobody can read the end of was written by nobody who follows these rules, and would hold for ever.
    private static DateTimeOffset? EndOf(JsonObject lease) =>
        DateTimeOffset.TryParse(lease["spec"]?["renewTime"]?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var renewed)
        && int.TryParse(lease["spec"]?["leaseDurationSeconds"]?.ToString(), CultureInfo.InvariantCulture, out var seconds)
            ? renewed.ToUniversalTime() + TimeSpan.FromSeconds(seconds)
            : null;

    private static string Holder(JsonObject lease) => lease["spec"]?["holderIdentity"]?.GetValue<string>() ?? "";
}

/// <summary>A lock that somebody wants: what it is called, what it stands for, who wants it, and for how long unless it is renewed.</summary>
public sealed record LockOrder(string Cluster, string Name, string What, string Holder, TimeSpan For);

/// <summary>A lock that somebody holds, and until when unless it is renewed.</summary>
public sealed record HeldLock(string Name, string What, string Holder, DateTimeOffset Until);
