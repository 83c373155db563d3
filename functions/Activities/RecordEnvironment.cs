using Autocura.Environments;
using Autocura.Ledger.Environments;
using Autocura.Orchestrations;
using Autocura.Verification;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Writes how an environment stands onto its object.</summary>
public sealed class RecordEnvironment(EnvironmentLedger ledger)
{
    [Function(FunctionNames.RecordEnvironment)]
    public Task<RecordResult> RunAsync([ActivityTrigger] EnvironmentRecord record, CancellationToken cancellationToken) => ledger.WriteAsync(record, cancellationToken);
}
