using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autocura.Telemetry;

/// <summary>Registers what this system measures of itself.</summary>
public static class TelemetrySetup
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        // A host whose log was there before the app has made its own.
        services.TryAddSingleton<LogLevels>();
        return services
            .AddSingleton<IPostConfigureOptions<LoggerFilterOptions>>(provider => provider.GetRequiredService<LogLevels>())
            .AddSingleton<IOptionsChangeTokenSource<LoggerFilterOptions>>(provider => provider.GetRequiredService<LogLevels>())
            .AddSingleton<IncidentMetrics>()
            .AddSingleton<OwnMeter>(provider => provider.GetRequiredService<IncidentMetrics>())
            .AddSingleton<OwnMetrics>();
    }
}
