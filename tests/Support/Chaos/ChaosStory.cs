using Autocura.Support.Chaos.Invariants;

namespace Autocura.Support.Chaos;

/// <summary>A run for people to read: what every incident says of itself, and what the cluster saw, in the order of time.</summary>
internal static class ChaosStory
{
    public static IEnumerable<string> Of(ChaosRecord record)
    {
        var told = record.Incidents.SelectMany(incident => incident.Status.Timeline.Select(entry => (entry.At, Line: $"{incident.Host} {incident.Status.Workload.Name}: {entry.Phase}: {entry.Message}")));
        var done = Deed.Of(record).SelectMany(deed => new[] { (deed.Done.At, Line: $"CLUSTER {deed.Host} did {deed.Plan} on {deed.Target}") }
            .Concat(deed.Undone is { } undone ? [(undone.At, Line: $"CLUSTER {deed.Host} took back {deed.Plan} on {deed.Target}")] : []));
        var writes = record.Audit.Where(entry => !entry.DryRun && entry.Key.Plural is "leases" or "configmaps" or "pods" or "nodes" or "deployments" && entry.Actor.UserAgent.StartsWith(ChaosHost.UserAgent, StringComparison.Ordinal))
            .Select(entry => (At: entry.Time, Line: $"AUDIT {entry.Actor.UserAgent} {entry.Verb} {entry.Key} {entry.Subresource}: {entry.Code}"));
        return told.Concat(done).Concat(writes).OrderBy(line => line.At).Select(line => $"{line.At:HH:mm:ss.fff} {line.Line}")
            .Concat(record.Incidents.Select(incident => $"{incident.Host} {incident.Status.Workload}: {incident.Outcome?.Kind.ToString() ?? "not ended"}: {incident.Outcome?.Reason}"));
    }
}
