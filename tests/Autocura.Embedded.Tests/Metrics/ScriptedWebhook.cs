using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Tests.Metrics;

/// <summary>A receiver that answers with the given status codes, one after the other, then with 200, and remembers what came and when.</summary>
internal sealed class ScriptedWebhook : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Queue<int> answers;

    private ScriptedWebhook(TimeProvider time, int[] codes)
    {
        answers = new Queue<int>(codes);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        app = builder.Build();
        app.MapPost("/api/alerts", async (HttpContext context) =>
        {
            var payload = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
            lock (answers)
            {
                Received.Add((time.GetUtcNow(), payload));
                return Results.StatusCode(answers.TryDequeue(out var code) ? code : StatusCodes.Status200OK);
            }
        });
    }

    public List<(DateTimeOffset At, JsonObject Payload)> Received { get; } = [];

    public Uri Address => new(new Uri(app.Urls.Single()), "/api/alerts");

    public static async Task<ScriptedWebhook> StartAsync(TimeProvider time, params int[] codes)
    {
        var webhook = new ScriptedWebhook(time, codes);
        await webhook.app.StartAsync();
        return webhook;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
