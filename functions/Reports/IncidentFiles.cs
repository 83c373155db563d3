using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Incidents;
using Autocura.Ledger;

namespace Autocura.Reports;

/// <summary>Reads episodes back from the record in the cluster, which outlives the durable instances.</summary>
public sealed class IncidentFiles(IClusters clusters)
{
    private const int MostEarlier = 20;
    private const int MostIssues = 2000;

    /// <summary>Null when the record has no such Issue.</summary>
    /// <exception cref="ClusterException">The record cannot be read.</exception>
    public async Task<IncidentFile?> ReadAsync(WorkloadRef workload, string recordName, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(workload.Cluster);
        if (await cluster.FindAsync(Kinds.Issue.Ref(workload.Namespace, recordName), cancellationToken) is not { } issue)
        {
            return null;
        }

        var ofIncident = new ListQuery(workload.Namespace, LabelSelector: $"{RecordNames.IncidentLabel}={recordName}");
        var plans = await cluster.StreamAsync(Kinds.RemediationPlan, ofIncident, cancellationToken).ToListAsync(cancellationToken);
        return new IncidentFile
        {
            Issue = issue,
            Insight = await cluster.FindAsync(RecordNames.Insight(workload.Namespace, recordName), cancellationToken),
            Plans = [.. plans.OrderBy(plan => plan.Int("spec", "attempt") ?? 0)],
            Earlier = await EarlierAsync(cluster, issue, cancellationToken),
        };
    }

    /// <summary>Every Issue and plan of a cluster since a moment, for whoever looks at them together. At most 2,000 of each in a namespace.</summary>
    /// <exception cref="ClusterException">The record cannot be read.</exception>
    public async Task<(IReadOnlyList<JsonObject> Issues, IReadOnlyList<JsonObject> Plans)> SinceAsync(string cluster, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var where = clusters.Named(cluster);
        if (!await where.ServesAsync(Kinds.Issue.Group, cancellationToken))
        {
            return ([], []);
        }

        var (issues, plans) = (new List<JsonObject>(), new List<JsonObject>());
        foreach (var ns in where.Namespaces.DefaultIfEmpty(""))
        {
            issues.AddRange(await where.StreamAsync(Kinds.Issue, new ListQuery(ns), cancellationToken).Take(MostIssues).ToListAsync(cancellationToken));
            plans.AddRange(await where.StreamAsync(Kinds.RemediationPlan, new ListQuery(ns), cancellationToken).Take(MostIssues).ToListAsync(cancellationToken));
        }

        return ([.. issues.Where(one => one.CreatedAt() >= since)], [.. plans.Where(one => one.CreatedAt() >= since)]);
    }

    /// <summary>A record's name is its workload's with the time behind it: so the names tell which Issues are earlier ones, and only those are read.</summary>
    private static async Task<IReadOnlyList<JsonObject>> EarlierAsync(ICluster cluster, JsonObject issue, CancellationToken cancellationToken)
    {
        var (ns, name) = (issue.Text("metadata", "namespace") ?? "", issue.Name());
        var workload = name[..(name.LastIndexOf('-') + 1)];
        var names = await cluster.StreamMetadataAsync(Kinds.Issue, new ListQuery(ns), cancellationToken)
            .Where(one => one.Name() != name && one.Name().StartsWith(workload, StringComparison.Ordinal) && one.CreatedAt() <= issue.CreatedAt())
            .ToListAsync(cancellationToken);
        var found = await Task.WhenAll(names.OrderByDescending(one => one.CreatedAt()).Take(MostEarlier).Select(one => cluster.FindAsync(Kinds.Issue.Ref(ns, one.Name()), cancellationToken)));
        return [.. found.OfType<JsonObject>()];
    }
}
