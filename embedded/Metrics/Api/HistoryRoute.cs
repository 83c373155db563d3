using Autocura.Embedded.Cluster.Applications.Past;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Metrics.Api;

/// <summary><c>/history?step=5m</c>: seven days of request counters as OpenMetrics text, to fill a Prometheus with.</summary>
internal sealed class HistoryRoute(Func<IReadOnlyList<PastTraffic>> past)
{
    private const long Usual = 300_000;

    public void Map(ApiRouter router) => router.Get("/history", request =>
    {
        var step = request.Text("step") is null ? Usual : request.Duration("step");
        return step < 60_000 || step % 60_000 != 0
            ? throw new Query.QueryException(Query.QueryFault.BadData, "invalid parameter \"step\": the past has a point a minute, so it must be a number of whole minutes, such as 5m")
            : Results.Stream(stream => WriteAsync(stream, TimeSpan.FromMilliseconds(step)), OpenMetricsHistory.ContentType);
    });

    private async Task WriteAsync(Stream stream, TimeSpan step)
    {
        await using var text = new StreamWriter(stream);
        await OpenMetricsHistory.WriteAsync(text, past(), step);
    }
}
