using Microsoft.Extensions.Configuration;

namespace Autocura.Embedded.Hosting.Settings;

/// <summary>Reads settings the way attributes and the host refer to them.</summary>
internal static class AppSettings
{
    /// <summary>Adds the settings that people make: a file, then the environment, then those that win.</summary>
    public static IConfigurationBuilder AddHost(this IConfigurationBuilder settings, string? file, bool useEnvironment, IReadOnlyDictionary<string, string?> winning)
    {
        if (file is not null) settings.AddInMemoryCollection(LocalSettings.Read(file));
        if (useEnvironment) settings.AddEnvironmentVariables();
        return settings.AddInMemoryCollection(winning);
    }

    /// <summary>Replaces a text of the form <c>%Name%</c> by that setting; any other text stands for itself.</summary>
    public static string Resolve(this IConfiguration settings, string text)
    {
        if (text.Length < 3 || text[0] != '%' || text[^1] != '%') return text;
        var name = text[1..^1].Replace("__", ":");
        return settings[name] is { Length: > 0 } value
            ? value
            : throw new SettingsException($"The setting '{name}' is asked for by '{text}' and has no value: add it to local.settings.json or the environment.");
    }

    /// <summary><c>AzureWebJobs.{name}.Disabled</c>, or its spelling with colons or underscores where dots cannot stand in a variable's name.</summary>
    public static bool IsDisabled(this IConfiguration settings, string function) =>
        new[] { $"AzureWebJobs.{function}.Disabled", $"AzureWebJobs:{function}:Disabled", $"AzureWebJobs_{function}_Disabled" }
            .Any(key => settings[key] is { } value && (value == "1" || bool.TryParse(value, out var disabled) && disabled));
}
