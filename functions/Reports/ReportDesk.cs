using Autocura.Cluster;
using Autocura.Dashboard;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Incidents;
using Autocura.Ledger;

namespace Autocura.Reports;

/// <summary>Makes the report of an incident, and keeps it in the record when the incident is over.</summary>
public sealed class ReportDesk(IncidentFiles files, SeriesBoard series, IssueReports kept)
{
    private const int Longest = 32_000;

    /// <summary>What is known now, or why it cannot be told.</summary>
    public async Task<ReportAnswer> AskAsync(EvidenceRequest request, string recordName, DateTimeOffset until, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteAsync(request, recordName, until, cancellationToken) is { } report
                ? new ReportAnswer(report)
                : new ReportAnswer(null, "The record of this incident is gone: it was deleted, or is older than what is kept.");
        }
        catch (ClusterException refused)
        {
            return new ReportAnswer(null, refused.Message, MayComeRight: true);
        }
    }

    /// <summary>Null when the record has no such Issue.</summary>
    private async Task<ReportDocument?> WriteAsync(EvidenceRequest request, string recordName, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (await files.ReadAsync(request.Incident.Workload, recordName, cancellationToken) is not { } file)
        {
            return null;
        }

        var reading = await series.ReadAsync(request, until, cancellationToken);
        var impact = Impact.Of(reading.Series, request.Onset());
        return IncidentReport.Of(file, impact, string.Join(" ", reading.Gaps.DefaultIfEmpty($"no requests ({Signal.RequestRate}) were counted before the trouble began.")));
    }

    /// <summary>Keeps the report with its Issue. It may be called again: the same record makes the same report.</summary>
    /// <exception cref="ClusterException">The record cannot be read or written.</exception>
    public async Task KeepAsync(Incident incident, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incident);
        if (await WriteAsync(new EvidenceRequest(incident, incident.Signals), incident.RecordName, until, cancellationToken) is { } report)
        {
            var text = MarkdownReport.Write(report);
            await kept.KeepAsync(incident, text.Length <= Longest ? text : $"{text[..Longest]}\n\nThe rest does not fit here: ask for it at api/incidents/{incident.InstanceId}/report.\n", cancellationToken);
        }
    }
}
