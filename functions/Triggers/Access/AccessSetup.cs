using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Autocura.Triggers.Access;

/// <summary>Registers who may call what.</summary>
public static class AccessSetup
{
    /// <summary>What App Service sets to True in an app that it authenticates callers for.</summary>
    private const string Authenticated = "WEBSITE_AUTH_ENABLED";

    /// <summary>Adds <see cref="AccessGuard"/>'s parts, and <see cref="AccessOptions"/> from the settings under <c>Autocura:Access</c>.</summary>
    /// <param name="services">Where they are added.</param>
    /// <param name="configuration">All settings.</param>
    /// <param name="wire">The machine's clock: requests come by it, also where all else runs by a simulated one.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong; every wrong one is named.</exception>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration, TimeProvider wire)
    {
        var options = configuration.GetSection("Autocura:Access").Get<AccessOptions>() ?? new AccessOptions();
        var problems = options.Problems(bool.TryParse(configuration[Authenticated], out var isOn) && isOn).ToList();
        return problems.Count == 0
            ? services.AddSingleton(options).AddSingleton<KeyRing>().AddSingleton<CallerRecognition>().AddSingleton(new RequestLimits(new RequestRate(options, wire))).AddSingleton<OwnProofs>().AddSingleton<CallRecorder>().AddSingleton<CallGate>()
            : throw new OptionsValidationException("Autocura:Access", typeof(AccessOptions), problems);
    }
}
