using Autocura.Orchestrations;
using Autocura.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers;

/// <summary>Tells every setting that may change while the system runs: its value, who says so, and what is wrong with what was written.</summary>
public sealed class SettingsQuery(LiveSettings settings)
{
    [Function(FunctionNames.GetSettings)]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/settings")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new OkObjectResult(await settings.ViewAsync(cancellationToken));
    }
}
