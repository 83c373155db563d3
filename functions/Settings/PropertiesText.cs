namespace Autocura.Settings;

/// <summary>
/// A text of lines <c>name=value</c>. Empty lines and those that begin with # or ! say nothing. A backslash and an n, which is what a kustomize literal makes of a line
/// break, ends a line too.
/// </summary>
internal static class PropertiesText
{
    /// <summary>The entries in their order, and the lines that are none.</summary>
    public static (IReadOnlyList<KeyValuePair<string, string>> Entries, IReadOnlyList<string> Unreadable) Read(string text)
    {
        var lines = text.Replace("\\n", "\n", StringComparison.Ordinal).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] is not ('#' or '!')).ToLookup(line => line.IndexOf('=', StringComparison.Ordinal) > 0);
        return ([.. lines[true].Select(Entry)], [.. lines[false]]);
    }

    private static KeyValuePair<string, string> Entry(string line)
    {
        var parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
        return KeyValuePair.Create(parts[0], parts[1]);
    }
}
