using Autocura.Embedded.Metrics.Query;
using Autocura.Embedded.Metrics.Storage;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Metrics.Api;

/// <summary><c>/api/v1/query</c> and <c>/api/v1/query_range</c>.</summary>
internal sealed class QueryRoutes(QueryEngine engine, TimeProvider time)
{
    public void Map(ApiRouter router)
    {
        router.GetOrPost("/api/v1/query", Instant);
        router.GetOrPost("/api/v1/query_range", Range);
    }

    private IResult Instant(ApiRequest request)
    {
        var at = request.Time("time", time.GetUtcNow().ToUnixTimeMilliseconds());
        var expression = Parser.Parse(request.Required("query"));
        return PrometheusReply.Success(PrometheusReply.Instant(engine.Instant(expression, at), at));
    }

    private IResult Range(ApiRequest request)
    {
        var (from, to, step) = (request.Time("start"), request.Time("end"), request.Duration("step"));
        var series = engine.Range(Parser.Parse(request.Required("query")), from, to, step);
        return PrometheusReply.Success(PrometheusReply.Matrix(series.Select(one => (one.Labels, (IReadOnlyList<Point>)one.Points))));
    }
}
