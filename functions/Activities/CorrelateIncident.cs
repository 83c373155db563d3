using Autocura.Correlation;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Activities;

/// <summary>Looks at all open incidents and says what the asking one is among them.</summary>
public sealed class CorrelateIncident(OpenIncidents incidents)
{
    [Function(FunctionNames.CorrelateIncident)]
    public async Task<CorrelationDecision> RunAsync([ActivityTrigger] CorrelationRequest request, [DurableClient] DurableTaskClient client) =>
        Correlator.Decide(request, await incidents.ReadAsync(client));
}
