using System.Globalization;
using Autocura.Embedded.Cluster.Usage;
using Autocura.Embedded.Metrics;
using Autocura.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>Fetches what a pod serves, <c>GET .../pods/NAME:PORT/proxy/PATH</c>: its metrics are all that a simulated process serves.</summary>
internal sealed class ProxyRoute(ObjectStore store, IPodMetrics? metrics)
{
    public async Task GetAsync(ResourceRequest request)
    {
        var pod = store.Find(request.Key) ?? throw ApiStatusException.NotFound(request.Key);
        if (!int.TryParse(request.ProxyPort, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || metrics?.Read(pod, port) is not { } text)
        {
            throw new ApiStatusException(new ApiStatus(503, "ServiceUnavailable", $"error trying to reach service: dial tcp: connect: connection refused (pod {request.Name}, port \"{request.ProxyPort}\")"));
        }

        if (request.ProxyPath != "/metrics")
        {
            request.Http.Response.StatusCode = StatusCodes.Status404NotFound;
            await request.Http.Response.WriteAsync("404 page not found\n");
            return;
        }

        request.Http.Response.ContentType = ExpositionText.ContentType;
        await request.Http.Response.WriteAsync(text);
    }
}
