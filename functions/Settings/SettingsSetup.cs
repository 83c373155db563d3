using Autocura.Settings.Instances;
using Autocura.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Settings;

/// <summary>Registers the settings that may change while the system runs.</summary>
public static class SettingsSetup
{
    public static IServiceCollection AddLiveSettings(this IServiceCollection services) => services.AddSingleton(Watched).AddSingleton<LanguageModelReader>().AddSingleton<InstanceReconciler>();

    private static LiveSettings Watched(IServiceProvider provider)
    {
        var settings = ActivatorUtilities.CreateInstance<LiveSettings>(provider);
        var levels = provider.GetRequiredService<LogLevels>();
        settings.Watch(options => levels.Use(options.Telemetry.Level));
        return settings;
    }
}
