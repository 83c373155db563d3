using Autocura.Cluster;
using Autocura.Incidents;
using Autocura.Ledger;
using Autocura.Orchestrations;
using Autocura.Reports;
using Autocura.Verification;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Writes what is known of an incident into the cluster, and what is told of it when it is over.</summary>
public sealed class RecordIncident(IncidentLedger ledger, ReportDesk reports)
{
    [Function(FunctionNames.RecordIncident)]
    public async Task<RecordResult> RunAsync([ActivityTrigger] IncidentRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var written = await ledger.WriteAsync(record, cancellationToken);
        return record.Outcome is { } outcome ? await ReportAsync(record.Incident, outcome, written, cancellationToken) : written;
    }

    private async Task<RecordResult> ReportAsync(Incident incident, Outcome outcome, RecordResult written, CancellationToken cancellationToken)
    {
        try
        {
            await reports.KeepAsync(incident, outcome.ClosedAt, cancellationToken);
            return written;
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            return new RecordResult(false, $"{written.Reason} The report could not be kept: {refused.Message}.".Trim());
        }
    }
}
