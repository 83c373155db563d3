using Autocura.Signals;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>One scan of the metrics. Its output is what the next one begins with.</summary>
public static class ScanOrchestrator
{
    [Function(FunctionNames.Scan)]
    public static Task<SweepReport> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, SweepRequest request) =>
        context.CallActivityAsync<SweepReport>(FunctionNames.ScanMetrics, request);
}
