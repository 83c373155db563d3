using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Telemetry;

/// <summary>Registers what this system measures of itself.</summary>
public static class TelemetrySetup
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services) => services
        .AddSingleton<IncidentMetrics>()
        .AddSingleton<OwnMeter>(provider => provider.GetRequiredService<IncidentMetrics>())
        .AddSingleton<OwnMetrics>();
}
