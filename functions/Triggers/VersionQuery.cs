using System.Runtime.InteropServices;
using Autocura.Orchestrations;
using Autocura.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers;

/// <summary>Which version runs, on what.</summary>
public static class VersionQuery
{
    [Function(FunctionNames.GetVersion)]
    public static IActionResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "version")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new OkObjectResult(new VersionView(OwnMetrics.Version, RuntimeInformation.FrameworkDescription));
    }
}

/// <summary>The answer.</summary>
internal sealed record VersionView(string Version, string Runtime);
