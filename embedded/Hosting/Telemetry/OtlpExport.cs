using Autocura.Embedded.Durable;
using Autocura.Embedded.Durable.Telemetry;
using Autocura.Embedded.Hosting.Settings;
using Autocura.Settings;
using Autocura.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Autocura.Embedded.Hosting.Telemetry;

/// <summary>
/// Sends spans, log records and the engine's metrics to an OpenTelemetry collector while the host runs, when OTEL_EXPORTER_OTLP_ENDPOINT names one. Traces may also be turned on and off and sent elsewhere
/// by the live settings. The other OTEL_ settings (headers, intervals, sampler) are read by the library itself, from the environment.
/// </summary>
internal sealed class OtlpExport(IConfiguration settings, ILoggerFactory loggers, IServiceProvider services) : IHostedService, IDisposable
{
    private readonly ResourceBuilder resource = ResourceBuilder.CreateDefault().AddService("autocura", serviceVersion: OwnMetrics.Version);
    private TraceExport? traces;
    private MeterProvider? meters;
    private OtlpLogs? logs;

    /// <exception cref="SettingsException">The endpoint is not an address, or the protocol is not one.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        traces = new TraceExport(settings, resource, loggers.CreateLogger<TraceExport>());
        if (OtlpTarget.Of(settings) is { } target)
        {
            meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(EngineMetrics.MeterName).AddOtlpExporter(target.For("metrics")).Build();
            loggers.AddProvider(logs = new OtlpLogs(target, resource));
        }

        traces.Use(services.GetService<AutocuraOptions>()?.Telemetry ?? new TelemetryOptions());
        services.GetService<LiveSettings>()?.Watch(options => traces?.Use(options.Telemetry));
        return traces.SettledAsync();
    }

    /// <summary>Sends what is left and ends.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref traces, null) is { } open) await open.StopAsync();
        Dispose();
    }

    public void Dispose()
    {
        meters?.Dispose();
        logs?.Stop();
        meters = null;
    }
}
