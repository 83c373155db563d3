using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Autocura.Support.Otlp;

/// <summary>An OpenTelemetry collector on a port of its own, over HTTP with protobuf or over gRPC (HTTP/2 without TLS): it keeps what it is sent.</summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private const int FrameHeader = 5;
    private readonly WebApplication server;

    private OtlpCollector(bool isGrpc)
    {
        IsGrpc = isGrpc;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        server = builder.Build();
        server.Run(TakeAsync);
    }

    public bool IsGrpc { get; }

    public ConcurrentQueue<OtlpSpan> Spans { get; } = new();

    public ConcurrentQueue<OtlpLine> Lines { get; } = new();

    /// <summary>The signals that arrived, by the last part of the path: "metrics".</summary>
    public ConcurrentDictionary<string, int> Requests { get; } = new();

    public string Address => server.Urls.Single();

    /// <summary>The settings that send everything here.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings => [("OTEL_EXPORTER_OTLP_ENDPOINT", Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", IsGrpc ? "grpc" : "http/protobuf")];

    public static async Task<OtlpCollector> StartAsync(bool isGrpc = false)
    {
        var collector = new OtlpCollector(isGrpc);
        await collector.server.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var whole = new MemoryStream();
        await http.Request.Body.CopyToAsync(whole);
        var body = whole.ToArray();
        Keep(http.Request.Path.Value!, IsGrpc ? Unframe(body) : body);
        if (!IsGrpc)
        {
            http.Response.ContentType = "application/x-protobuf";
            return;
        }

        http.Response.ContentType = "application/grpc";
        await http.Response.Body.WriteAsync(new byte[FrameHeader]);
        http.Response.AppendTrailer("grpc-status", "0");
    }

    private void Keep(string path, byte[] message)
    {
        var signal = path switch
        {
            "/v1/traces" or "/opentelemetry.proto.collector.trace.v1.TraceService/Export" => "traces",
            "/v1/logs" or "/opentelemetry.proto.collector.logs.v1.LogsService/Export" => "logs",
            "/v1/metrics" or "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export" => "metrics",
            _ => path,
        };
        Requests.AddOrUpdate(signal, 1, (_, before) => before + 1);
        foreach (var span in signal == "traces" ? OtlpMessages.Spans(message) : []) Spans.Enqueue(span);
        foreach (var line in signal == "logs" ? OtlpMessages.Lines(message) : []) Lines.Enqueue(line);
    }

    /// <summary>A byte that says whether it is compressed, four for the length, then the message.</summary>
    private static byte[] Unframe(byte[] body)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1));
        return body[0] == 0 && length == body.Length - FrameHeader ? body[FrameHeader..] : throw new InvalidDataException($"A frame of {body.Length} bytes says that it has {length}, compressed: {body[0]}.");
    }
}
