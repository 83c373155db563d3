using Autocura.Signals.Training;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>One training of all models of a cluster.</summary>
public static class TrainingOrchestrator
{
    [Function(FunctionNames.Training)]
    public static Task<TrainingReport> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, TrainingRequest request) =>
        context.CallActivityAsync<TrainingReport>(FunctionNames.TrainModels, request);
}
