namespace Autocura.Guardrails.Notices;

/// <summary>Lists of names in settings, separated by commas; <c>none</c> names nothing.</summary>
public static class ChannelNames
{
    public static IReadOnlyList<string> Read(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => name.ToLowerInvariant()).Where(name => name != NoticeRoutes.Nobody).Distinct()];
}
