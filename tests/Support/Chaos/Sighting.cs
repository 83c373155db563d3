using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;

namespace Autocura.Support.Chaos;

/// <summary>One change of one object, as the cluster tells its watchers. <paramref name="By"/> is the host whose request made it; empty when it was anybody else.</summary>
internal sealed record Sighting(long Version, DateTimeOffset At, ObjectKey Key, JsonObject? Before, JsonObject? After, string By);

/// <summary>Sees every change that may be a remedy's, or a lock's.</summary>
internal sealed class Witness : IDisposable
{
    private static readonly HashSet<string> Idle = ["events", "pods", "replicasets", "endpoints", "endpointslices", "issues", "remediationplans", "aiinsights", "anomalies"];

    private readonly List<Sighting> seen = [];
    private readonly IDisposable observation;

    public Witness(ObjectStore store, ManualTime time)
    {
        observation = store.Observe(change =>
        {
            var isNodeLease = change.Key is { Plural: "leases", Namespace: not ChaosRecord.Own };
            if (!Idle.Contains(change.Key.Plural) && !isNodeLease)
            {
                seen.Add(new Sighting(change.ResourceVersion, time.GetUtcNow(), change.Key, change.Previous, change.Kind == ChangeKind.Deleted ? null : change.Current, ""));
            }
        });
    }

    /// <summary>Everything that was seen, with who did it as the audit log tells.</summary>
    public IReadOnlyList<Sighting> Testify(IReadOnlyList<AuditEntry> audit)
    {
        var writers = audit.Where(entry => !entry.DryRun && entry.ResourceVersion.Length > 0).GroupBy(entry => (entry.Key, entry.ResourceVersion)).ToDictionary(same => same.Key, same => same.First().Actor.UserAgent);
        var deleted = audit.Where(entry => entry is { DryRun: false, Verb: "delete", Code: < 300 }).GroupBy(entry => (entry.Key, entry.Time)).ToDictionary(same => same.Key, same => same.First().Actor.UserAgent);
        return [.. seen.Select(one => one with
        {
            By = (one.After is null ? deleted.GetValueOrDefault((one.Key, one.At)) : writers.GetValueOrDefault((one.Key, $"{one.Version}"))) is { } agent && agent.StartsWith(ChaosHost.UserAgent, StringComparison.Ordinal) ? agent : "",
        })];
    }

    public void Dispose() => observation.Dispose();
}
