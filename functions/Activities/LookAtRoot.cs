using Autocura.Correlation;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Activities;

/// <summary>Looks at the incident that another one waits for.</summary>
public static class LookAtRoot
{
    [Function(FunctionNames.LookAtRoot)]
    public static async Task<RootLook> RunAsync([ActivityTrigger] string instanceId, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var instance = await client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, cancellationToken);
        if (instance?.ToStanding() is not { } standing)
        {
            return new RootLook(RootLife.Gone, $"No incident has the id {instanceId} any more.");
        }

        return instance.RuntimeStatus switch
        {
            OrchestrationRuntimeStatus.Completed when instance.ReadOutputAs<Outcome>() is { } outcome =>
                new RootLook(RootLife.Ended, outcome.Reason) { Standing = standing, Outcome = outcome.Kind },
            _ when instance.IsOpen() => new RootLook(RootLife.Open, "") { Standing = standing },
            var ended => new RootLook(RootLife.Gone, $"Incident {standing.RecordName} is {ended}.") { Standing = standing },
        };
    }
}
