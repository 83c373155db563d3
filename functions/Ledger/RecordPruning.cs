using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Incidents;

namespace Autocura.Ledger;

/// <summary>
/// Deletes what is too old from the record in a cluster: Issues of incidents that have ended, with which the cluster removes all that they own, and Anomalies that belong to
/// no incident. What is still worked on is never touched.
/// </summary>
public sealed class RecordPruning(IClusters clusters, TimeProvider time)
{
    /// <summary>Deletions in one run; the next goes on.</summary>
    public const int Most = 500;

    /// <summary>How many objects were deleted.</summary>
    /// <exception cref="ClusterException">The cluster refuses or does not answer; the next run tries again.</exception>
    public async Task<int> RunAsync(string cluster, RetentionOptions retention, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(retention);
        var now = time.GetUtcNow();
        var one = clusters.Named(cluster);
        var issues = await PruneAsync(one, Kinds.Issue, issue => HasEnded(issue) && LastWord(issue) < now.AddDays(-retention.HistoryDays), Most, cancellationToken);
        return issues + await PruneAsync(one, Kinds.Anomaly, anomaly => anomaly["metadata"]?["ownerReferences"] is null && CreatedAt(anomaly) < now.AddDays(-retention.UnroutedDays), Most - issues, cancellationToken);
    }

    private static async Task<int> PruneAsync(ICluster cluster, ResourceKind kind, Func<JsonObject, bool> isOld, int most, CancellationToken cancellationToken)
    {
        var old = new List<JsonNode>();
        await foreach (var found in cluster.StreamAsync(kind, new ListQuery(), cancellationToken))
        {
            if (old.Count < most && isOld(found)) old.Add(found["metadata"]!);
        }

        var pruned = 0;
        foreach (var metadata in old)
        {
            var target = kind.Ref($"{metadata["namespace"]}", $"{metadata["name"]}");
            pruned += await cluster.DeleteAsync(target, new Deletion($"{metadata["uid"]}", $"{metadata["resourceVersion"]}"), cancellationToken) ? 1 : 0;
        }

        return pruned;
    }

    private static bool HasEnded(JsonObject issue) => Enum.TryParse<IncidentPhase>($"{issue["status"]?["state"]}", out var phase) && IncidentTransitions.IsFinal(phase);

    /// <summary>The time of the last entry of its timeline.</summary>
    private static DateTimeOffset LastWord(JsonObject issue) => Time((issue["status"]?["timeline"] as JsonArray)?.LastOrDefault()?["at"]) ?? CreatedAt(issue);

    private static DateTimeOffset CreatedAt(JsonObject record) => Time(record["metadata"]?["creationTimestamp"]) ?? DateTimeOffset.MaxValue;

    private static DateTimeOffset? Time(JsonNode? node) =>
        DateTimeOffset.TryParse($"{node}", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
