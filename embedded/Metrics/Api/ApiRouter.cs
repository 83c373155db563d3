using Autocura.Embedded.Metrics.Query;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Autocura.Embedded.Metrics.Api;

/// <summary>Maps API routes, reads their parameters and turns refusals into Prometheus's error bodies: in one place for all.</summary>
internal sealed class ApiRouter(IEndpointRouteBuilder routes)
{
    public void Get(string pattern, Func<ApiRequest, IResult> answer) => Map(pattern, ["GET"], (request, _) => answer(request));

    public void GetOrPost(string pattern, Func<ApiRequest, IResult> answer) => Map(pattern, ["GET", "POST"], (request, _) => answer(request));

    /// <summary>A route with one variable segment.</summary>
    public void Get(string pattern, string segment, Func<ApiRequest, string, IResult> answer) =>
        Map(pattern, ["GET"], (request, context) => answer(request, (string)context.Request.RouteValues[segment]!));

    private void Map(string pattern, string[] methods, Func<ApiRequest, HttpContext, IResult> answer) =>
        routes.MapMethods(pattern, methods, async (HttpContext context) =>
        {
            try
            {
                return answer(await ApiRequest.ReadAsync(context), context);
            }
            catch (QueryException exception)
            {
                return PrometheusReply.Error(exception);
            }
        });
}
