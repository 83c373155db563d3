using Autocura.Orchestrations;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Autocura.Activities;

/// <summary>Works a step out and has the server try it; changes nothing.</summary>
public sealed class PrepareStep(ActionCatalog catalog, ILogger<PrepareStep> logger)
{
    [Function(FunctionNames.PrepareStep)]
    public async Task<PreparedStep> RunAsync([ActivityTrigger] StepOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        using var trail = IncidentTrail.BeginStep(logger, order.Key);
        return await catalog.Named(order.Step.Action).PrepareAsync(order.Step, order.Key, cancellationToken);
    }
}
