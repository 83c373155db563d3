using Autocura.Settings.Instances;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Settings;

/// <summary>Registers the settings that may change while the system runs.</summary>
public static class SettingsSetup
{
    public static IServiceCollection AddLiveSettings(this IServiceCollection services) => services.AddSingleton<LiveSettings>().AddSingleton<LanguageModelReader>().AddSingleton<InstanceReconciler>();
}
