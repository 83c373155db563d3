using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Dashboard;
using Autocura.Ledger;

namespace Autocura.Reports;

/// <summary>Finds incidents that have ended in the record of all clusters, which outlives the durable instances and knows each episode.</summary>
public sealed class IncidentArchive(EveryCluster clusters, IClusters directory, IncidentFiles files)
{
    /// <summary>The newest first. A cluster that does not answer is named, and the others are told.</summary>
    public async Task<ArchivePage> FindAsync(ArchiveQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var parts = await clusters.AskAsync(
            async (cluster, either) => (Found: await ReadAsync(cluster, question, either), Problem: ""),
            (cluster, problem) => ([], $"{cluster.Name}: {problem}"),
            cancellationToken);
        var all = parts.SelectMany(part => part.Found).OrderByDescending(one => one.EndedAt).ThenBy(one => one.RecordName, StringComparer.Ordinal).ToList();
        return new ArchivePage([.. all.Skip(question.Skip).Take(question.Limit)], all.Count, [.. parts.Select(part => part.Problem).Where(problem => problem.Length > 0)]);
    }

    /// <summary>What was told of an incident when it ended, in Markdown; where nothing was kept, what its record tells now.</summary>
    public async Task<ArchivedReport> ReportAsync(string cluster, string ns, string recordName, CancellationToken cancellationToken)
    {
        try
        {
            var one = directory.Named(cluster);
            var isLookedAfter = one.Namespaces.Count == 0 || one.Namespaces.Contains(ns);
            return isLookedAfter && IsName(ns) && IsName(recordName) && await files.ReadAsync(new(one.Name, "", ns, ""), recordName, cancellationToken) is { } file
                ? new ArchivedReport(file.Issue.Text("status", "report") ?? MarkdownReport.Write(IncidentReport.Of(file, null, "the numbers of that time are not read again.")), "")
                : new ArchivedReport(null, $"Cluster '{cluster}' keeps no record {ns}/{recordName}: it was deleted, or is older than what is kept.");
        }
        catch (ClusterException refused)
        {
            return new ArchivedReport(null, refused.Message, MayComeRight: refused.IsTransient);
        }
    }

    /// <summary>What is no name of an object never becomes part of a path: ".." would lead elsewhere.</summary>
    private static bool IsName(string text) => text.Any(char.IsAsciiLetterOrDigit) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.');

    // Each Issue carries its report and its timeline: only what a list shows is held on to.
    private static async Task<IReadOnlyList<PastIncident>> ReadAsync(ICluster cluster, ArchiveQuestion question, CancellationToken cancellationToken)
    {
        var found = new List<PastIncident>();
        if (!await cluster.ServesAsync(Kinds.Issue.Group, cancellationToken))
        {
            return found;
        }

        foreach (var ns in cluster.Namespaces.DefaultIfEmpty(""))
        {
            await foreach (var issue in cluster.StreamAsync(Kinds.Issue, new ListQuery(ns), cancellationToken))
            {
                if (PastIncident.Of(cluster.Name, issue) is { } past && question.Matches(past)) found.Add(past);
            }
        }

        return found;
    }
}

/// <summary>A page of what was found, how many were found in all, and the clusters that could not be asked.</summary>
public sealed record ArchivePage(IReadOnlyList<PastIncident> Items, int Total, IReadOnlyList<string> Problems);

/// <summary>The report as Markdown, or why there is none; it may come right where the cluster did not answer.</summary>
public sealed record ArchivedReport(string? Text, string Problem, bool MayComeRight = false);
