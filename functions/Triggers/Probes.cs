using Autocura.Dashboard;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers;

/// <summary>
/// What probes ask. What is missing is named, and the answer is 200 all the same: a host that lacks a right or a CRD still takes alerts in, and one that is taken out of service loses them.
/// An installation asks strictly, and then it is 503.
/// </summary>
public sealed class Probes(ReadinessBoard board)
{
    [Function(FunctionNames.GetLiveness)]
    public static IActionResult Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "healthz")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Answer(StatusCodes.Status200OK, "ok");
    }

    [Function(FunctionNames.GetReadiness)]
    public async Task<IActionResult> ReadyAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "readyz")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var missing = (await board.ReadAsync(cancellationToken)).SelectMany(one => one.Missing.Select(line => $"{one.Cluster}: {line}")).ToList();
        var isStrict = request.Query.ContainsKey("strict");
        return missing.Count == 0 ? Answer(StatusCodes.Status200OK, "ok")
            : Answer(isStrict ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK, $"alerts are taken in, and this is missing:\n{string.Join('\n', missing)}");
    }

    private static ContentResult Answer(int status, string text) => new() { StatusCode = status, Content = text, ContentType = "text/plain; charset=utf-8" };
}
