using Autocura.Guardrails.Brakes;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>The activities that hold a plan back or let it act, typed.</summary>
internal static class BrakeCalls
{
    public static Task<BrakeHold> EngageBrakesAsync(this TaskOrchestrationContext context, BrakeOrder order) =>
        context.CallActivityAsync<BrakeHold>(FunctionNames.EngageBrakes, order, RetryPolicies.Reads);

    /// <summary>Who has a lock that was lost; empty when all are held.</summary>
    public static Task<string> RenewBrakesAsync(this TaskOrchestrationContext context, BrakeHold hold) =>
        context.CallActivityAsync<string>(FunctionNames.RenewBrakes, hold, RetryPolicies.Records);

    /// <summary>Why the case was not counted; empty when it was.</summary>
    public static Task<string> SettleBrakesAsync(this TaskOrchestrationContext context, BrakeSettlement settlement) =>
        context.CallActivityAsync<string>(FunctionNames.SettleBrakes, settlement, RetryPolicies.Reads);
}
