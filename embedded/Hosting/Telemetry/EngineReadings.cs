using Autocura.Embedded.Durable;
using Autocura.Embedded.Hosting.Http;
using Autocura.Embedded.Metrics;
using Autocura.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Embedded.Hosting.Telemetry;

/// <summary>The engine's metrics as Prometheus reads them, at an address of the host's own beside the management API and under the same key.</summary>
internal sealed class EngineReadings(DurableEngine engine) : IDisposable
{
    public const string Path = "/runtime/metrics";

    private readonly MeterReadings readings = new(engine.Metrics.Meter);

    public IReadOnlyList<MetricFamily> Read() => readings.Read();

    public void Map(IEndpointRouteBuilder routes, AccessKeys keys) => routes.MapGet(Path, (HttpRequest request) =>
        keys.Admits(request, AuthorizationLevel.System) ? Results.Text(ExpositionText.Write(Read()), ExpositionText.ContentType) : Results.Unauthorized());

    public void Dispose() => readings.Dispose();
}
