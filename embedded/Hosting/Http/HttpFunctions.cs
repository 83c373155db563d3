using Autocura.Embedded.Durable.Storage;
using Autocura.Embedded.Hosting.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Hosting.Http;

/// <summary>Serves the HTTP functions at their routes.</summary>
internal sealed partial class HttpFunctions(FunctionInvoker invoker, AccessKeys keys, ILogger<HttpFunctions> log)
{
    public void Map(IEndpointRouteBuilder routes, IEnumerable<HttpRoute> functions)
    {
        foreach (var route in functions)
        {
            var endpoint = routes.Map(route.Pattern, http => ServeAsync(http, route.Function));
            if (route.Methods.Count > 0) endpoint.WithMetadata(new HttpMethodMetadata(route.Methods));
        }
    }

    private async Task ServeAsync(HttpContext http, FunctionDescriptor function)
    {
        if (!keys.Admits(http.Request, function.Http!.AuthLevel))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var invocation = new Invocation.Invocation("This function was programmatically called via the host APIs.", http.Request)
        {
            Http = http,
            BindingData = http.Request.RouteValues.AsReadOnly(),
            Completion = result => HttpAnswer.WriteAsync(http, result),
        };
        try
        {
            await invoker.InvokeAsync(function, invocation, http.RequestAborted);
        }
        catch (BadHttpRequestException error) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = error.StatusCode;
            await http.Response.WriteAsync(error.Message);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            LogGone(function.Name);
        }
        catch (DurableStoreException error) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await http.Response.WriteAsync($"The durable store {error.Cause}: nothing was accepted. Try again later.");
        }
        catch (Exception) when (!http.Response.HasStarted)
        {
            // The invoker has logged it; the caller learns no more than that it failed.
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    [LoggerMessage(30, LogLevel.Debug, "The caller of '{Function}' went away")]
    private partial void LogGone(string function);
}
