using Autocura.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Autocura.Embedded.Hosting.Telemetry;

/// <summary>
/// Sends traces to one collector at a time, which may be changed while the host runs. A change waits for the last spans to be sent to the collector before, so it happens beside whoever orders it.
/// </summary>
internal sealed partial class TraceExport(IConfiguration settings, ResourceBuilder resource, ILogger<TraceExport> logger)
{
    private const string SamplerSetting = "OTEL_TRACES_SAMPLER";

    private readonly OtlpTarget? ofHost = OtlpTarget.Of(settings);
    private readonly Lock gate = new();
    private Task last = Task.CompletedTask;
    private OtlpTarget? wanted;
    private TracerProvider? provider;

    /// <summary>From now on by these options; what they do not say is as the host is set up.</summary>
    public void Use(TelemetryOptions options)
    {
        lock (gate)
        {
            var next = TargetOf(options);
            if (next == wanted) return;
            wanted = next;
            last = last.ContinueWith(_ => Turn(next), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Sends what is left and ends.</summary>
    public async Task StopAsync()
    {
        Task before;
        lock (gate)
        {
            wanted = null;
            before = last;
        }

        await before;
        Turn(null);
    }

    /// <summary>Completes when traces go where they were last told to.</summary>
    public Task SettledAsync()
    {
        lock (gate)
        {
            return last;
        }
    }

    private OtlpTarget? TargetOf(TelemetryOptions options) => options switch
    {
        { EnableTracing: false } => null,
        { TracingEndpoint: { Length: > 0 } address } when options.EnableTracing == true || ofHost is not null => new OtlpTarget(new Uri(address), OtlpTarget.ProtocolOf(settings)),
        _ => ofHost,
    };

    private void Turn(OtlpTarget? target)
    {
        provider?.Dispose();
        provider = target is null ? null : Build(target);
        if (target is null) LogOff();
        else LogOn(target.Endpoint);
    }

    private TracerProvider Build(OtlpTarget target)
    {
        var traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource("Autocura.*").AddProcessor(new IncidentTurns());
        // An incident is rare, and what whoever raised the alert thinks worth keeping says nothing of it. Who knows better says so by the library's own setting, which it reads where it is given none.
        if (string.IsNullOrEmpty(settings[SamplerSetting])) traces.SetSampler(new AlwaysOnSampler());
        return traces.AddOtlpExporter(target.For("traces")).Build();
    }

    [LoggerMessage(50, LogLevel.Information, "Traces are sent to {Endpoint}")]
    private partial void LogOn(Uri endpoint);

    [LoggerMessage(51, LogLevel.Information, "No traces are sent")]
    private partial void LogOff();
}
