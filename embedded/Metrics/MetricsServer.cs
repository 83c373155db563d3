using Autocura.Embedded.Metrics.Api;
using Autocura.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Embedded.Metrics;

/// <summary>The HTTP face of the back end, on the loopback interface only.</summary>
internal sealed class MetricsServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private MetricsServer(WebApplication app)
    {
        this.app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public Uri Address { get; }

    public static async Task<MetricsServer> StartAsync(
        int port, Action<ApiRouter> map, Func<IEnumerable<MetricFamily>> collect, CancellationToken cancellationToken)
    {
        // Empty: the usual builders read settings of the working folder and watch all that lies below it, the databases among it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port));
        var built = builder.Build();
        built.MapGet("/metrics", () => Results.Text(ExpositionText.Write(collect()), ExpositionText.ContentType));
        built.MapGet("/-/healthy", () => Results.Text("The embedded metrics back end is healthy.\n"));
        built.MapGet("/-/ready", () => Results.Text("The embedded metrics back end is ready.\n"));
        map(new ApiRouter(built));
        await built.StartAsync(cancellationToken);
        return new MetricsServer(built);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
