using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Autocura.KnownGood;

/// <summary>Registers what is kept of good times, and the reading of changes against it.</summary>
public static class KnownGoodSetup
{
    /// <summary>Adds <see cref="ChangeReader"/>, <see cref="KnownGoodStore"/> and <see cref="KnownGoodCapture"/> with the settings under <c>Autocura:KnownGood:</c>.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; every wrong one is named.</exception>
    public static IServiceCollection AddKnownGood(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Autocura:KnownGood").Get<KnownGoodOptions>() ?? new KnownGoodOptions();
        var problems = options.Problems().ToList();
        if (problems.Count > 0)
        {
            throw new OptionsValidationException("Autocura:KnownGood", typeof(KnownGoodOptions), problems);
        }

        return services.AddSingleton(options).AddSingleton<KnownGoodStore>().AddSingleton<CaptureSources>().AddSingleton<KnownGoodCapture>().AddSingleton<ChangeReader>();
    }
}
