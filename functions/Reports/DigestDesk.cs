using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Dashboard;
using Autocura.Guardrails.Notices;
using Autocura.Ledger;

namespace Autocura.Reports;

/// <summary>Makes the digest of all clusters, and keeps that of each week in the home cluster.</summary>
public sealed class DigestDesk(IncidentFiles files, ClusterBoard board, DigestShelf shelf)
{
    /// <summary>Of the days before a moment. A cluster that cannot be read is named in it.</summary>
    public async Task<ReportDocument> WriteAsync(DateTimeOffset until, int days, CancellationToken cancellationToken)
    {
        var (issues, plans, gaps) = (new List<JsonObject>(), new List<JsonObject>(), new List<string>());
        var from = until.AddDays(-days);
        foreach (var cluster in board.Names)
        {
            try
            {
                var found = await files.SinceAsync(cluster, from, cancellationToken);
                issues.AddRange(found.Issues);
                plans.AddRange(found.Plans);
            }
            catch (ClusterException refused)
            {
                gaps.Add($"Cluster {cluster} could not be read: {refused.Message}");
            }
        }

        return Digest.Of(issues, plans, (from, until), gaps);
    }

    /// <summary>Makes and keeps the digest of the seven days before. Done again, it replaces that of its week.</summary>
    /// <returns>What people are told of it.</returns>
    /// <exception cref="ClusterException">It could not be written.</exception>
    public async Task<WeekDigest> KeepWeekAsync(DigestOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var report = await WriteAsync(order.Until, 7, cancellationToken);
        await shelf.PutAsync(order.Week, MarkdownReport.Write(report), cancellationToken);
        return DigestTelling.Of(order.Week, order.Until, report);
    }
}
