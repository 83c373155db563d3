using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Autocura.Support.Notices;

/// <summary>
/// What people are told through, over real HTTP on a free port: a Slack workspace that keeps its messages, PagerDuty's events, a Teams workflow and any webhook. It fails as it is told to.
/// </summary>
public sealed class PeopleServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Posted> posted = new();
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PeopleServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public Uri Address => new(app.Urls.Single());

    /// <summary>How it answers from now on.</summary>
    public Fault Fault { get; set; }

    /// <summary>Everything that was posted, in order; also what was refused.</summary>
    public IReadOnlyList<Posted> Posted => [.. posted];

    public SlackChannel Slack { get; } = new();

    /// <summary>Completes when something has been asked of it.</summary>
    public Task Asked => asked.Task;

    public static async Task<PeopleServer> StartAsync()
    {
        var server = new PeopleServer();
        await server.app.StartAsync();
        return server;
    }

    /// <summary>What was posted to one path.</summary>
    public IReadOnlyList<Posted> To(string path) => [.. posted.Where(one => one.Path == path)];

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        posted.Enqueue(new Posted(context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key, header => $"{header.Value}", StringComparer.OrdinalIgnoreCase), body));
        asked.TrySetResult();
        switch (Fault)
        {
            case Fault.Busy:
                context.Response.Headers.RetryAfter = "17";
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return;
            case Fault.Broken:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return;
            case Fault.Refusing:
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            case Fault.Silent:
                await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
                return;
            default:
                await GoodAnswerAsync(context, body);
                return;
        }
    }

    private Task GoodAnswerAsync(HttpContext context, string body)
    {
        if (context.Request.Path.StartsWithSegments("/slack", out var method))
        {
            return context.Response.WriteAsJsonAsync(Slack.Answer(method.Value![1..], context.Request.Query["ts"].ToString(), body));
        }

        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return context.Response.WriteAsJsonAsync(new JsonObject { ["status"] = "success" });
    }
}

/// <summary>How a server fails.</summary>
public enum Fault
{
    None,

    /// <summary>Not now, it has too much to do.</summary>
    Busy,

    /// <summary>It is in trouble itself.</summary>
    Broken,

    /// <summary>It does not want this at all.</summary>
    Refusing,

    /// <summary>It never answers.</summary>
    Silent,
}

/// <summary>One request.</summary>
public sealed record Posted(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
}
