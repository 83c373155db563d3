namespace Autocura.Settings;

/// <summary>The settings as people see them: where they may be changed, what is wrong there, and each of them.</summary>
public sealed record SettingsView(string ConfigMap, IReadOnlyList<string> Problems, IReadOnlyList<SettingReading> Settings);
