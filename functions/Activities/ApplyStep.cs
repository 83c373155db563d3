using Autocura.Orchestrations;
using Autocura.Planning;
using Autocura.Remediation;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Carries out a prepared step. It may run more than once; the step's key makes it take effect once.</summary>
public sealed class ApplyStep(ActionCatalog catalog)
{
    [Function(FunctionNames.ApplyStep)]
    public Task<ActionReceipt> RunAsync([ActivityTrigger] PreparedStep step, CancellationToken cancellationToken) =>
        catalog.Named(step.Action).ApplyAsync(step, cancellationToken);
}
