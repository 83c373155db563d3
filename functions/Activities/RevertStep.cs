using Autocura.Orchestrations;
using Autocura.Planning;
using Autocura.Remediation;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Takes a step back to exactly the state before, or refuses with a reason.</summary>
public sealed class RevertStep(ActionCatalog catalog)
{
    [Function(FunctionNames.RevertStep)]
    public Task<ActionReceipt> RunAsync([ActivityTrigger] ActionReceipt receipt, CancellationToken cancellationToken) =>
        catalog.Named(receipt.Action).RevertAsync(receipt, cancellationToken);
}
