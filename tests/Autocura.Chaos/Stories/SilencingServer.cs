using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Chaos.Stories;

/// <summary>An Alertmanager that fires one alert, which somebody has silenced.</summary>
internal sealed class SilencingServer(WebApplication app) : IAsyncDisposable
{
    public Uri Url { get; } = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <param name="labels">The labels of the alert, as JSON.</param>
    public static async Task<SilencingServer> StartAsync(string labels)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(http => http.Response.WriteAsync($$"""
            [{
              "labels": {{labels}}, "annotations": {}, "fingerprint": "f", "startsAt": "2026-01-05T08:00:00Z", "endsAt": "2036-01-05T08:00:00Z", "updatedAt": "2026-01-05T08:00:00Z",
              "receivers": [], "status": { "state": "suppressed", "silencedBy": ["maintenance"], "inhibitedBy": [], "mutedBy": [] }
            }]
            """));
        await app.StartAsync();
        return new SilencingServer(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
