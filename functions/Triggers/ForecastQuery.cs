using Autocura.Forecasting.Capacity;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers;

/// <summary>Answers what a workload's load will be and how many replicas it should have, in the shape that KEDA's metrics-api scaler reads: the number is the field <c>replicas</c>.</summary>
public sealed class ForecastQuery(IWorkloadForecasts forecasts)
{
    [Function(FunctionNames.GetForecast)]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/forecasts/{ns}/{name}")] HttpRequest request,
        string ns,
        string name,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        string? cluster = request.Query["cluster"];
        return await forecasts.AskAsync(string.IsNullOrEmpty(cluster) ? null : cluster, ns, name, cancellationToken) switch
        {
            { Forecast: { } forecast } => new OkObjectResult(ForecastView.Of(forecast)),
            { MayComeRight: true } later => ProblemAnswer.Unavailable(later.Problem),
            var none => ProblemAnswer.NotFound(none.Problem, "There is no such forecast"),
        };
    }
}
