using Autocura.Embedded.Hosting.Settings;
using Autocura.Telemetry;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace Autocura.Embedded.Hosting.Telemetry;

/// <summary>An OpenTelemetry collector, and how it is spoken to.</summary>
internal sealed record OtlpTarget(Uri Endpoint, OtlpExportProtocol Protocol)
{
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public const string ProtocolSetting = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>The one that the settings name; null where they name none.</summary>
    /// <exception cref="SettingsException">The endpoint is not an address, or the protocol is not one.</exception>
    public static OtlpTarget? Of(IConfiguration settings) =>
        settings[EndpointSetting] is { Length: > 0 } endpoint ? new OtlpTarget(Address(endpoint), ProtocolOf(settings)) : null;

    /// <exception cref="SettingsException">It is none.</exception>
    public static OtlpExportProtocol ProtocolOf(IConfiguration settings) => settings[ProtocolSetting] switch
    {
        null or "" or "grpc" => OtlpExportProtocol.Grpc,
        "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
        var other => throw new SettingsException($"{ProtocolSetting} is '{other}': grpc or http/protobuf is needed."),
    };

    /// <summary>Tells an exporter where to send. The library adds the path to an endpoint that it reads itself, not to one that it is given.</summary>
    public Action<OtlpExporterOptions> For(string signal) => otlp =>
    {
        otlp.Protocol = Protocol;
        otlp.Endpoint = Protocol == OtlpExportProtocol.HttpProtobuf ? new Uri($"{Endpoint.ToString().TrimEnd('/')}/v1/{signal}") : Endpoint;
    };

    private static Uri Address(string text) => TelemetryOptions.IsAddress(text)
        ? new Uri(text)
        : throw new SettingsException($"{EndpointSetting} is '{text}': an address such as http://localhost:4317 is needed.");
}
