using Autocura.Alerts;
using Autocura.Cluster;
using Autocura.Ledger;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>
/// Finds the workload an alert is about: in the cluster, else in the record. The pod an alert names is often gone by the time the alert
/// resolves; the record still knows where the same episode was routed before.
/// </summary>
public sealed class ResolveAlert(WorkloadResolver resolver, AnomalyLedger ledger)
{
    [Function(FunctionNames.ResolveAlert)]
    public async Task<AlertRoute> RunAsync([ActivityTrigger] Alert alert, CancellationToken cancellationToken)
    {
        try
        {
            var route = await resolver.ResolveAsync(alert, cancellationToken);
            return route.Workload is null && await ledger.FindRouteAsync(alert, cancellationToken) is { } before ? before : route;
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            return new AlertRoute(null, $"The cluster does not let its workload be looked up: {refused.Message}");
        }
    }
}
