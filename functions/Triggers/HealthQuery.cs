using Autocura.Dashboard;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers;

/// <summary>
/// Tells how each cluster stands. It answers 200 while this system itself works, so that nobody restarts it because of a cluster that is down:
/// it goes on for the others.
/// </summary>
public sealed class HealthQuery(ClusterBoard board)
{
    [Function(FunctionNames.Health)]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/health")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new OkObjectResult(new HealthView(await board.ReadAsync(cancellationToken)));
    }
}

/// <summary>The answer: each cluster, home first.</summary>
internal sealed record HealthView(IReadOnlyList<ClusterHealth> Clusters);
