using Autocura.Signals;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>One look ahead. Its output is what the next one begins with.</summary>
public static class ForecastOrchestrator
{
    [Function(FunctionNames.Forecast)]
    public static Task<SweepReport> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, SweepRequest request) =>
        context.CallActivityAsync<SweepReport>(FunctionNames.ForecastCapacity, request);
}
