using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace Autocura.Embedded.Hosting.Http;

/// <summary>Writes what an HTTP function returned. A function that returns nothing has written its own response.</summary>
internal static class HttpAnswer
{
    public static Task WriteAsync(HttpContext http, object? result) => result switch
    {
        null => Task.CompletedTask,
        IResult minimal => minimal.ExecuteAsync(http),
        IActionResult action => action.ExecuteResultAsync(Action(http)),
        _ => new ObjectResult(result).ExecuteResultAsync(Action(http)),
    };

    private static ActionContext Action(HttpContext http) => new(http, http.GetRouteData(), new ActionDescriptor());
}
