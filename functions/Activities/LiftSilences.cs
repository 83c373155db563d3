using Autocura.Metrics;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Lifts the silences that were placed for an incident.</summary>
public sealed class LiftSilences(SilenceKeeper silences)
{
    [Function(FunctionNames.LiftSilences)]
    public Task<int> RunAsync([ActivityTrigger] string key, CancellationToken cancellationToken) => silences.LiftAsync(key, cancellationToken);
}
