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
        var known = await cluster.StreamAsync(Kinds.Issue, new ListQuery(workload.Namespace), cancellationToken).Take(MostIssues).ToListAsync(cancellationToken);
        return new IncidentFile
        {
            Issue = issue,
            Insight = await cluster.FindAsync(RecordNames.Insight(workload.Namespace, recordName), cancellationToken),
            Plans = [.. plans.OrderBy(plan => plan.Int("spec", "attempt") ?? 0)],
            Earlier = [.. known.Where(one => IsEarlier(one, issue)).OrderByDescending(one => one.CreatedAt()).Take(MostEarlier)],
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

    private static bool IsEarlier(JsonObject one, JsonObject issue) =>
        one.Name() != issue.Name() && one.CreatedAt() <= issue.CreatedAt()
        && one.Text("spec", "resource", "kind") == issue.Text("spec", "resource", "kind") && one.Text("spec", "resource", "name") == issue.Text("spec", "resource", "name");
}
