using Autocura.Alerts;
using Autocura.Verification;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>The activities of an intake, typed: name, payload, result and patience in one place.</summary>
internal static class AlertIntakeCalls
{
    public static Task<AlertRoute> ResolveAlertAsync(this TaskOrchestrationContext context, Alert alert) =>
        context.CallActivityAsync<AlertRoute>(FunctionNames.ResolveAlert, alert, RetryPolicies.Reads);

    public static Task<DeliveryReport> DeliverAlertsAsync(this TaskOrchestrationContext context, AlertDelivery delivery) =>
        context.CallActivityAsync<DeliveryReport>(FunctionNames.DeliverAlert, delivery, RetryPolicies.Reads);

    public static Task<RecordResult> QuarantineAlertAsync(this TaskOrchestrationContext context, QuarantinedAlert alert) =>
        context.CallActivityAsync<RecordResult>(FunctionNames.QuarantineAlert, alert, RetryPolicies.Records);
}
