using Autocura.Dashboard;
using Autocura.Orchestrations;
using Autocura.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers;

/// <summary>Tells what this system may do at this moment and what holds it back: mode, kill switch, budgets, breaker and locks of every cluster.</summary>
public sealed class ControlQuery(ControlBoard board, LiveSettings settings, TimeProvider time)
{
    [Function(FunctionNames.GetControl)]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/control")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var holds = await settings.ReadAsync(cancellationToken);
        var review = holds.Options.Review.ToSettings();
        return new OkObjectResult(new ControlView
        {
            At = time.GetUtcNow(),
            Mode = holds.Options.Mode.ToLowerInvariant(),
            RefreshSeconds = (int)holds.Options.DashboardRefreshEvery.TotalSeconds,
            BudgetWindowSeconds = (int)review.BudgetWindow.TotalSeconds,
            Problems = [.. holds.Problems.Append(holds.Gap).Where(problem => problem.Length > 0)],
            Clusters = await board.ReadAsync(review, cancellationToken),
        });
    }
}
