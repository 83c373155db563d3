using Autocura.Demo.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

TelemetrySettings settings;
try
{
    settings = TelemetrySettings.Read(Environment.GetEnvironmentVariable);
}
catch (FormatException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}

using var traces = Tracing(settings);
var app = TelemetryApp.Build(settings, TimeProvider.System, args);
await app.RunAsync();
return 0;

// Without an endpoint nothing is sent; with one, each request is a span, and the calls to the next application are its children.
static TracerProvider? Tracing(TelemetrySettings settings) => Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is not { Length: > 0 }
    ? null
    : Sdk.CreateTracerProviderBuilder()
        .ConfigureResource(resource => resource.AddService(settings.Name, serviceVersion: settings.Version))
        .AddSource("Microsoft.AspNetCore", "System.Net.Http")
        .AddOtlpExporter()
        .Build();
