using Autocura.Guardrails;
using Autocura.Ledger.Brakes;
using Autocura.Orchestrations;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Autocura.Activities;

/// <summary>Takes a step back to exactly the state before, or refuses with a reason: also when the kill switch or a lost lock forbids it at this moment.</summary>
public sealed class RevertStep(ActionCatalog catalog, ClusterBrakes brakes, IncidentMetrics metrics, ILogger<RevertStep> logger)
{
    [Function(FunctionNames.RevertStep)]
    public async Task<ActionReceipt> RunAsync([ActivityTrigger] StepToRevert order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        using var trail = IncidentTrail.BeginStep(logger, order.Receipt.Key);
        var receipt = await RevertAsync(order, cancellationToken);
        metrics.TakenBack(receipt);
        return receipt;
    }

    private async Task<ActionReceipt> RevertAsync(StepToRevert order, CancellationToken cancellationToken) =>
        await brakes.StopsAsync(order.Hold, cancellationToken) is { } stop
            ? order.Receipt with { Result = stop.IsKillSwitch ? ReceiptResult.Stopped : ReceiptResult.Refused, Reason = stop.Reason }
            : await catalog.Named(order.Receipt.Action).RevertAsync(order.Receipt, cancellationToken);
}
