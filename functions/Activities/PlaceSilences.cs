using Autocura.Alerts;
using Autocura.Metrics;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Silences the alerts of an incident in Alertmanager while it is remediated.</summary>
public sealed class PlaceSilences(SilenceKeeper silences)
{
    [Function(FunctionNames.PlaceSilences)]
    public Task<string> RunAsync([ActivityTrigger] SilenceOrder order, CancellationToken cancellationToken) => silences.PlaceAsync(order, cancellationToken);
}
