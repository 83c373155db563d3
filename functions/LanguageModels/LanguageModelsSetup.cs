using Autocura.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.LanguageModels;

/// <summary>Registers what asks language models.</summary>
public static class LanguageModelsSetup
{
    /// <param name="services">Where it is added.</param>
    /// <param name="options">When they are asked, and what it may cost.</param>
    /// <param name="network">The clock that connections run by.</param>
    public static IServiceCollection AddLanguageModels(this IServiceCollection services, LanguageModelOptions options, TimeProvider network)
    {
        services.AddSingleton(options).AddSingleton(new NetworkClock(network)).AddSingleton(_ => new ModelClient(network)).AddSingleton<LanguageModelDesk>();
        return services.AddSingleton<ModelInstruments>().AddSingleton<OwnMeter>(provider => provider.GetRequiredService<ModelInstruments>());
    }
}
