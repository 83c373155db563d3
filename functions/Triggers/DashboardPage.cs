using Autocura.Dashboard;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers;

/// <summary>Serves the dashboard's files to anybody: what they show comes from the API, which asks for the key.</summary>
public sealed class DashboardPage(PageFiles files)
{
    /// <summary>The root of the app. Functions takes an empty route for none, so it is a parameter that must be empty.</summary>
    private const string Root = "{home:maxlength(0)?}";

    [Function(FunctionNames.DashboardPage)]
    public IActionResult Home([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Root)] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PageAnswer.Of(request, files.Find(PageFiles.Home)!);
    }

    [Function(FunctionNames.DashboardFile)]
    public IActionResult File([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "dashboard/{file}")] HttpRequest request, string file)
    {
        ArgumentNullException.ThrowIfNull(request);
        return files.Find(file) is { } found ? PageAnswer.Of(request, found) : new NotFoundResult();
    }
}
