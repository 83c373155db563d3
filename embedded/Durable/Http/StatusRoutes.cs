using Autocura.Embedded.Durable.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Durable.Http;

/// <summary>Where instances stand.</summary>
internal sealed class StatusRoutes(DurableEngine engine)
{
    public void Map(RouteGroupBuilder group)
    {
        group.MapGet("instances/{instanceId}", Get);
        group.MapGet("instances", List);
    }

    /// <summary>One status: 202 with the address to ask again while it runs, 200 when it has ended, 500 for a failure where that was asked for.</summary>
    internal static IResult Answer(HttpContext http, InstanceRecord instance, IReadOnlyList<HistoryEvent>? history)
    {
        var status = new StatusJson(instance, http.Request.Flag("showInput", otherwise: true))
        {
            History = history,
            WithHistoryOutput = http.Request.Flag("showHistoryOutput", otherwise: false),
        };
        if (!instance.HasEnded)
        {
            http.Response.Headers.Location = http.Request.GetEncodedUrl();
            http.Response.Headers.RetryAfter = "5";
            return Json(status.Write, StatusCodes.Status202Accepted);
        }

        var failed = instance.Status == OrchestrationRuntimeStatus.Failed && http.Request.Flag("returnInternalServerErrorOnFailure", otherwise: false);
        return Json(status.Write, failed ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);
    }

    private IResult Get(HttpContext http, string instanceId)
    {
        var withHistory = http.Request.Flag("showHistory", otherwise: false);
        var (instance, history) = engine.Read(store =>
            (store.Instances.Get(instanceId, withPayloads: true), withHistory ? store.History.Read(instanceId) : null));
        return instance is null ? Results.NotFound() : Answer(http, instance, history);
    }

    private JsonBytes List(HttpContext http)
    {
        var request = http.Request;
        var filter = new InstanceFilter
        {
            CreatedFrom = request.Time("createdTimeFrom"),
            CreatedTo = request.Time("createdTimeTo"),
            Statuses = request.List<OrchestrationRuntimeStatus>("runtimeStatus"),
            InstanceIdPrefix = request.Text("instanceIdPrefix"),
            WithPayloads = true,
        };
        var after = InstanceCursor.FromToken(request.Headers[DurableWire.ContinuationHeader].FirstOrDefault());
        var (instances, next) = engine.ReadPage(filter, after, request.Count("top") ?? OrchestrationQuery.DefaultPageSize);
        var showInput = request.Flag("showInput", otherwise: true);
        http.Response.Headers[DurableWire.ContinuationHeader] = next ?? "";
        return Json(
            writer =>
            {
                writer.WriteStartArray();
                foreach (var instance in instances) new StatusJson(instance, showInput).Write(writer);
                writer.WriteEndArray();
            },
            StatusCodes.Status200OK);
    }

    private static JsonBytes Json(Action<System.Text.Json.Utf8JsonWriter> write, int statusCode)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new System.Text.Json.Utf8JsonWriter(buffer)) write(writer);
        return new JsonBytes(buffer.WrittenMemory, statusCode);
    }

    private sealed record JsonBytes(ReadOnlyMemory<byte> Body, int StatusCode) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCode;
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            httpContext.Response.ContentLength = Body.Length;
            await httpContext.Response.BodyWriter.WriteAsync(Body, httpContext.RequestAborted);
        }
    }
}
