using Autocura.Signals;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>
/// One sweep of one cluster. A large one takes several runs, each recorded with the place it came to: what a crash cuts off goes on there. A run that
/// fails is not repeated: the next sweep is at hand. The output is what that begins with.
/// </summary>
public static class SweepOrchestrator
{
    /// <summary>Runs in one sweep; what is left then waits for the next, so that no cluster is asked without a pause.</summary>
    private const int MostRuns = 3;

    [Function(FunctionNames.Sweep)]
    public static async Task<SweepReport> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, SweepRequest request)
    {
        var report = await context.CallActivityAsync<SweepReport>(FunctionNames.SweepCluster, request);
        for (var run = 1; run < MostRuns && report.Memory.Position is not null; run++)
        {
            report = await context.CallActivityAsync<SweepReport>(FunctionNames.SweepCluster, request with { Memory = report.Memory });
        }

        return report;
    }
}
