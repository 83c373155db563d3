using System.Globalization;
using System.Text.Json.Nodes;

namespace Autocura.Support.Chaos.Invariants;

/// <summary>Who held which lock when, as the Leases showed it.</summary>
internal sealed class Locks
{
    private readonly Dictionary<string, List<Sighting>> byTarget;

    private Locks(Dictionary<string, List<Sighting>> byTarget) => this.byTarget = byTarget;

    public static Locks Of(ChaosRecord record) => new(record.Seen
        .Where(seen => seen is { Key.Plural: "leases", Key.Namespace: ChaosRecord.Own, After: not null })
        .GroupBy(seen => TargetOf(seen.After!))
        .ToDictionary(target => target.Key, target => target.ToList()));

    /// <summary>Who holds the lock on an object at a version of the cluster: "host/plan"; empty when nobody does, or when it has expired.</summary>
    public string Holder(string target, long version, DateTimeOffset at) =>
        Last(target, version) is { } lease && !IsExpired(lease, at) ? HolderOf(lease) : "";

    /// <summary>The plan that holds, or held last, the lock on an object.</summary>
    public string PlanHolding(string target, long version) => Last(target, version) is { } lease && HolderOf(lease) is var holder && holder.Contains('/') ? holder[(holder.IndexOf('/') + 1)..] : "";

    public static string HolderOf(JsonObject lease) => lease["spec"]?["holderIdentity"]?.GetValue<string>() ?? "";

    public static string TargetOf(JsonObject lease) => lease["metadata"]!["annotations"]?["autocura.io/locks"]?.GetValue<string>() ?? "";

    public static bool IsExpired(JsonObject lease, DateTimeOffset at)
    {
        var renewed = DateTimeOffset.Parse(lease["spec"]!["renewTime"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        return at > renewed + TimeSpan.FromSeconds(lease["spec"]!["leaseDurationSeconds"]!.GetValue<int>());
    }

    private JsonObject? Last(string target, long version) => byTarget.GetValueOrDefault(target)?.LastOrDefault(seen => seen.Version < version)?.After;
}
