using Autocura.Dashboard;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers;

/// <summary>Reads back what stands in the clusters, for people who have no kubectl at hand.</summary>
public sealed class RecordQueries(RecordBoard board)
{
    /// <summary>HealingPolicies and RollbackPolicies, with their last evaluation.</summary>
    [Function(FunctionNames.ListPolicies)]
    public async Task<IActionResult> PoliciesAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/policies")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new OkObjectResult(await board.PoliciesAsync(cancellationToken));
    }

    /// <summary>The newest signals.</summary>
    [Function(FunctionNames.ListAnomalies)]
    public async Task<IActionResult> AnomaliesAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/anomalies")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new OkObjectResult(await board.AnomaliesAsync(cancellationToken));
    }
}
