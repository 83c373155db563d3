namespace Autocura.Embedded.Hosting.Settings;

/// <summary>A setting the host cannot start with. The message names it and says what would do.</summary>
internal sealed class SettingsException(string message, Exception? inner = null) : Exception(message, inner);
