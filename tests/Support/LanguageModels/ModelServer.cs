using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Autocura.Support.LanguageModels;

/// <summary>
/// A server that speaks the protocol of chat completions, over real HTTP on a free port. What the model says is up to the test, and so is how the server fails. It has no judgement: told to, it obeys whatever
/// it finds in what it is sent.
/// </summary>
public sealed class ModelServer : IAsyncDisposable
{
    public const string Key = "sk-test-0123456789abcdef0123456789";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<ModelRequest> asked = new();

    private ModelServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
            kestrel.Limits.MinResponseDataRate = null;
        });
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    /// <summary>What an Instance names as its endpoint.</summary>
    public string Endpoint => $"{app.Urls.Single()}/v1";

    /// <summary>What the model says to the evidence that it was sent.</summary>
    public Func<string, string> Says { get; set; } = _ => SomeAnswer.Nothing();

    /// <summary>How the server fails; asked anew for each request, with its number from 1.</summary>
    public Func<int, ModelFault> Fails { get; set; } = _ => ModelFault.None;

    /// <summary>Seconds after which a busy server wants to be asked again.</summary>
    public string RetryAfter { get; set; } = "1";

    /// <summary>Everything it was asked, in order.</summary>
    public IReadOnlyList<ModelRequest> Asked => [.. asked];

    public static async Task<ModelServer> StartAsync()
    {
        var server = new ModelServer();
        await server.app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        var request = new ModelRequest(context.Request.Path, $"{context.Request.Headers.Authorization}", body);
        asked.Enqueue(request);
        var fault = Fails(asked.Count);
        switch (fault)
        {
            case ModelFault.Silent:
                await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
                return;
            case ModelFault.Busy:
                context.Response.Headers.RetryAfter = RetryAfter;
                await WriteAsync(context, StatusCodes.Status429TooManyRequests, """{"error":{"message":"slow down"}}""");
                return;
            case ModelFault.Broken:
                await WriteAsync(context, StatusCodes.Status500InternalServerError, "<html>oops</html>");
                return;
            case ModelFault.KeyRefused:
                await WriteAsync(context, StatusCodes.Status401Unauthorized, """{"error":{"message":"wrong key"}}""");
                return;
            case ModelFault.NoSuchModel:
                await WriteAsync(context, StatusCodes.Status404NotFound, "{}");
                return;
            case ModelFault.Redirecting:
                context.Response.Headers.Location = "http://127.0.0.1:1/v1/chat/completions";
                await WriteAsync(context, StatusCodes.Status307TemporaryRedirect, "");
                return;
            case ModelFault.Cut:
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = 10_000;
                await context.Response.WriteAsync("{\"choices\":[");
                context.Abort();
                return;
            case ModelFault.Endless:
                await EndlessAsync(context);
                return;
            default:
                await SayAsync(context, fault, Says(request.Evidence));
                return;
        }
    }

    private static async Task SayAsync(HttpContext context, ModelFault fault, string said)
    {
        var answer = Completion(said);
        switch (fault)
        {
            case ModelFault.NoJson:
                await WriteAsync(context, StatusCodes.Status200OK, "{\"choices\": [ oh");
                return;
            case ModelFault.NoChoices:
                answer["choices"] = new JsonArray();
                break;
            case ModelFault.WrongType:
                await WriteAsync(context, StatusCodes.Status200OK, answer.ToJsonString(), "text/html");
                return;
            case ModelFault.Refusing:
                (answer["choices"]![0]!["message"]!["content"], answer["choices"]![0]!["message"]!["refusal"]) = (null, "I cannot help with that.");
                break;
            case ModelFault.Filtered:
                answer["choices"]![0]!["finish_reason"] = "content_filter";
                break;
            case ModelFault.CutShort:
                answer["choices"]![0]!["finish_reason"] = "length";
                break;
            case ModelFault.Silence:
                answer["choices"]![0]!["message"]!["content"] = "";
                break;
            case ModelFault.CallsTool:
                answer["choices"]![0]!["message"]!["content"] = null;
                answer["choices"]![0]!["message"]!["tool_calls"] = new JsonArray(new JsonObject { ["id"] = "1", ["type"] = "function", ["function"] = new JsonObject { ["name"] = "delete_namespace", ["arguments"] = "{}" } });
                break;
            case ModelFault.TooLong:
                answer["choices"]![0]!["message"]!["content"] = new string('x', 400_000);
                break;
            default:
                break;
        }

        await WriteAsync(context, StatusCodes.Status200OK, answer.ToJsonString());
    }

    private static JsonObject Completion(string said) => new()
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1_893_456_000,
        ["model"] = "test",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["finish_reason"] = "stop", ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = said } }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = 1000, ["completion_tokens"] = 100, ["total_tokens"] = 1100 },
    };

    /// <summary>A stream of events, byte after byte, without an end.</summary>
    private static async Task EndlessAsync(HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "application/json";
        var chunk = Encoding.UTF8.GetBytes(new string(' ', 512));
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string body, string type = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    }
}

/// <summary>One question.</summary>
public sealed record ModelRequest(string Path, string Authorization, string Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    /// <summary>What it was sent as data, as a model reads it.</summary>
    public string Evidence => $"{Json["messages"]![1]!["content"]}";
}

/// <summary>How a server fails, or a model.</summary>
public enum ModelFault
{
    None,
    Silent,
    Busy,
    Broken,
    KeyRefused,
    NoSuchModel,
    Redirecting,
    Cut,
    Endless,
    NoJson,
    NoChoices,
    WrongType,
    Refusing,
    Filtered,
    CutShort,
    Silence,
    CallsTool,
    TooLong,
}
