using Autocura.Embedded.Durable.Telemetry;
using Autocura.Embedded.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Autocura.Embedded.Hosting.Telemetry;

/// <summary>
/// Sends the engine's spans and metrics to an OpenTelemetry collector while the host runs, when OTEL_EXPORTER_OTLP_ENDPOINT names one. The other
/// OTEL_ settings (headers, protocol, intervals) are read by the library itself, from the environment.
/// </summary>
internal sealed class OtlpExport(IConfiguration settings) : IHostedService, IDisposable
{
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public const string ProtocolSetting = "OTEL_EXPORTER_OTLP_PROTOCOL";

    private readonly List<IDisposable> providers = [];

    /// <exception cref="SettingsException">The endpoint is not an address, or the protocol is not one.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings[EndpointSetting] is { Length: > 0 } endpoint) Start(Address(endpoint), Protocol(settings[ProtocolSetting]));
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left and ends.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        providers.ForEach(provider => provider.Dispose());
        providers.Clear();
    }

    private void Start(Uri endpoint, OtlpExportProtocol protocol)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("autocura");
        providers.Add(Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(EngineTraces.SourceName)
            .AddOtlpExporter(otlp => (otlp.Endpoint, otlp.Protocol) = (For("traces"), protocol)).Build());
        providers.Add(Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(EngineMetrics.MeterName)
            .AddOtlpExporter(otlp => (otlp.Endpoint, otlp.Protocol) = (For("metrics"), protocol)).Build());

        // The library adds the path to an endpoint that it reads itself, not to one that it is given.
        Uri For(string signal) => protocol == OtlpExportProtocol.HttpProtobuf ? new Uri($"{endpoint.ToString().TrimEnd('/')}/v1/{signal}") : endpoint;
    }

    private static Uri Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
        ? address
        : throw new SettingsException($"{EndpointSetting} is '{text}': an address such as http://localhost:4317 is needed.");

    private static OtlpExportProtocol Protocol(string? text) => text switch
    {
        null or "" or "grpc" => OtlpExportProtocol.Grpc,
        "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
        _ => throw new SettingsException($"{ProtocolSetting} is '{text}': grpc or http/protobuf is needed."),
    };
}
