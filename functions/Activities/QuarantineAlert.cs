using Autocura.Alerts;
using Autocura.Ledger;
using Autocura.Orchestrations;
using Autocura.Verification;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Keeps an alert that nothing is done about as an Anomaly, with the reason.</summary>
public sealed class QuarantineAlert(AnomalyLedger ledger)
{
    [Function(FunctionNames.QuarantineAlert)]
    public Task<RecordResult> RunAsync([ActivityTrigger] QuarantinedAlert alert, CancellationToken cancellationToken) => ledger.QuarantineAsync(alert, cancellationToken);
}
