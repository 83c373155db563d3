using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Autocura.EndToEnd.Monitoring;

/// <summary>Receives webhooks on the loopback interface and hands them out in the order of their arrival.</summary>
public sealed class WebhookListener : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<JsonObject> received = Channel.CreateUnbounded<JsonObject>();

    private WebhookListener()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        app = builder.Build();
        app.MapPost("/api/alerts", async (HttpContext context) =>
        {
            var payload = await JsonNode.ParseAsync(context.Request.Body);
            await received.Writer.WriteAsync(payload!.AsObject());
        });
    }

    public Uri Address => new(new Uri(app.Urls.Single()), "/api/alerts");

    public static async Task<WebhookListener> StartAsync()
    {
        var listener = new WebhookListener();
        await listener.app.StartAsync();
        return listener;
    }

    /// <summary>The next webhook; when none comes in time, the failure says what was awaited.</summary>
    public async Task<JsonObject> NextAsync(string awaited)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            return await received.Reader.ReadAsync(deadline.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"No webhook came: {awaited}.", late);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
