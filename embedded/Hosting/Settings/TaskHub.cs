namespace Autocura.Embedded.Hosting.Settings;

/// <summary>The name of the task hub, under the rules of Azure Storage so that a name good here is good there.</summary>
internal static class TaskHub
{
    /// <exception cref="SettingsException">Azure would refuse the name.</exception>
    public static string Named(string name) => name.Length is >= 3 and <= 45 && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit)
        ? name
        : throw new SettingsException($"extensions.durableTask.hubName is '{name}': 3 to 45 letters and digits are needed, the first of them a letter.");
}
