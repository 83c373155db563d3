using System.Text.Json.Nodes;
using Autocura.Embedded.Metrics.Query;
using Autocura.Embedded.Metrics.Storage;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Metrics.Api;

/// <summary><c>/api/v1/series</c>, <c>/labels</c> and <c>/label/.../values</c>: what there is to ask for.</summary>
internal sealed class SeriesRoutes(SeriesStore store)
{
    public void Map(ApiRouter router)
    {
        router.GetOrPost("/api/v1/series", Series);
        router.GetOrPost("/api/v1/labels", request =>
            PrometheusReply.Success(Sorted(Matching(request).SelectMany(labels => labels.Pairs).Select(pair => pair.Key))));
        router.Get("/api/v1/label/{name}/values", "name", (request, name) =>
            PrometheusReply.Success(Sorted(Matching(request).Select(labels => labels[name]).Where(value => value.Length > 0))));
    }

    private IResult Series(ApiRequest request)
    {
        if (request.All("match[]").Count == 0)
        {
            throw new QueryException(QueryFault.BadData, "no match[] parameter provided");
        }

        return PrometheusReply.Success(PrometheusReply.Array(Matching(request).Order(LabelSet.Order), PrometheusReply.Labels));
    }

    private IEnumerable<LabelSet> Matching(ApiRequest request)
    {
        var (from, to) = (request.Time("start", otherwise: 0), request.Time("end", otherwise: long.MaxValue - 1));
        var selections = request.All("match[]").Select(Selection).DefaultIfEmpty(new Selection([]));
        return selections.SelectMany(selection => store.Labels(selection, from, to)).Distinct();
    }

    private static Selection Selection(string match) => Parser.Parse(match) is VectorExpression { Selection: var selection }
        ? selection
        : throw new QueryException(QueryFault.BadData, $"invalid parameter \"match[]\": \"{match}\" is not a series selector");

    private static JsonArray Sorted(IEnumerable<string> values) =>
        PrometheusReply.Array(values.Distinct().Order(StringComparer.Ordinal), value => JsonValue.Create(value));
}
