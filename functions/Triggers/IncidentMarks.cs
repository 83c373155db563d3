using Autocura.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>
/// Marks every invocation that belongs to an incident, in traces and logs: its orchestration, its activities, and requests about it. It is middleware, so that no function can forget it. The steps of a plan run in an
/// instance of their own, whose id does not tell: those mark themselves, by the step's key.
/// </summary>
internal sealed class IncidentMarks(ILogger<IncidentMarks> logger) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        IncidentTrail.IncidentOf(context.BindingContext.BindingData) is { } incident ? MarkedAsync(context, incident, next) : next(context);

    private async Task MarkedAsync(FunctionContext context, string incident, FunctionExecutionDelegate next)
    {
        using var trail = IncidentTrail.Begin(logger, incident);
        await next(context);
    }
}
