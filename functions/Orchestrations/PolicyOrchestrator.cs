using Autocura.Signals;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>One look at the policies of a cluster. Its output is what the next one begins with.</summary>
public static class PolicyOrchestrator
{
    [Function(FunctionNames.Policies)]
    public static Task<SweepReport> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, SweepRequest request) =>
        context.CallActivityAsync<SweepReport>(FunctionNames.ScanPolicies, request);
}
