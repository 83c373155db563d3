using Autocura.Orchestrations;
using Autocura.Planning;
using Autocura.Remediation;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Works a step out and has the server try it; changes nothing.</summary>
public sealed class PrepareStep(ActionCatalog catalog)
{
    [Function(FunctionNames.PrepareStep)]
    public Task<PreparedStep> RunAsync([ActivityTrigger] StepOrder order, CancellationToken cancellationToken) =>
        catalog.Named(order.Step.Action).PrepareAsync(order.Step, order.Key, cancellationToken);
}
