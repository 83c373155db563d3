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
    /// <exception cref="OptionsValidationException">A setting is wrong; every wrong one is named.</exception>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Autocura:Access").Get<AccessOptions>() ?? new AccessOptions();
        var problems = options.Problems(bool.TryParse(configuration[Authenticated], out var isOn) && isOn).ToList();
        return problems.Count == 0
            ? services.AddSingleton(options).AddSingleton<KeyRing>().AddSingleton<CallerRecognition>().AddSingleton<OwnProofs>().AddSingleton<CallRecorder>()
            : throw new OptionsValidationException("Autocura:Access", typeof(AccessOptions), problems);
    }
}
