using Autocura.Guardrails;
using Autocura.Ledger.Brakes;
using Autocura.Orchestrations;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Autocura.Activities;

/// <summary>
/// Carries out a prepared step, unless the kill switch or a lost lock forbids it at this moment. It may run more than once; the step's key makes it take effect once.
/// </summary>
public sealed class ApplyStep(ActionCatalog catalog, ClusterBrakes brakes, IncidentMetrics metrics, TimeProvider time, ILogger<ApplyStep> logger)
{
    [Function(FunctionNames.ApplyStep)]
    public async Task<ActionReceipt> RunAsync([ActivityTrigger] StepToApply order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        using var trail = IncidentTrail.BeginStep(logger, order.Step.Key);
        var begun = time.GetTimestamp();
        var receipt = await ApplyAsync(order, cancellationToken);
        metrics.Applied(receipt, time.GetElapsedTime(begun));
        return receipt;
    }

    private async Task<ActionReceipt> ApplyAsync(StepToApply order, CancellationToken cancellationToken) =>
        await brakes.StopsAsync(order.Hold, cancellationToken) is { } stop
            ? ActionReceipt.Expected(order.Step) with { Result = stop.IsKillSwitch ? ReceiptResult.Stopped : ReceiptResult.Refused, Reason = stop.Reason }
            : await catalog.Named(order.Step.Action).ApplyAsync(order.Step, cancellationToken);
}
