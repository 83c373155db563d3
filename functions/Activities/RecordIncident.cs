using Autocura.Ledger;
using Autocura.Orchestrations;
using Autocura.Verification;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Writes what is known of an incident into the cluster.</summary>
public sealed class RecordIncident(IncidentLedger ledger)
{
    [Function(FunctionNames.RecordIncident)]
    public Task<RecordResult> RunAsync([ActivityTrigger] IncidentRecord record, CancellationToken cancellationToken) => ledger.WriteAsync(record, cancellationToken);
}
