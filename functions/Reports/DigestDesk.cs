using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Dashboard;
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

    /// <summary>Keeps the digest of the seven days before. Done again, it replaces that of its week.</summary>
    /// <exception cref="ClusterException">It could not be written.</exception>
    public async Task KeepWeekAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var report = await WriteAsync(now, 7, cancellationToken);
        var week = string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(now.UtcDateTime)}-W{ISOWeek.GetWeekOfYear(now.UtcDateTime):00}.md");
        await shelf.PutAsync(week, MarkdownReport.Write(report), cancellationToken);
    }
}
