using Autocura.Incidents;

namespace Autocura.Guardrails.Notices;

/// <summary>
/// Which channels are told of which incidents: rules separated by semicolons, such as <c>from high in shop,pay-*: pagerduty, slack; any: slack</c>. The first that fits counts; where
/// none fits every channel is told, for an incident that nobody hears of is worse than one too many.
/// </summary>
public sealed record NoticeRoutes(IReadOnlyList<NoticeRoute> Routes)
{
    public const string Nobody = "none";

    private const string Shape = "write for example \"from high in shop,pay-*: pagerduty, slack; any: slack\"";

    /// <summary>What is wrong with the text; nothing when all of it can be read.</summary>
    public static IEnumerable<string> Problems(string text, IReadOnlyCollection<string> known) => Parts(text).SelectMany(part => Parse(part) switch
    {
        null => [$"'{part}' is no route: {Shape}."],
        { } route => route.Channels.Where(channel => !known.Contains(channel)).Select(channel => $"'{channel}' in '{part}' is no channel; there is {string.Join(", ", known)}."),
    });

    /// <exception cref="FormatException">It cannot be read; the message names what.</exception>
    public static NoticeRoutes Read(string text) => new([.. Parts(text).Select(part => Parse(part) ?? throw new FormatException($"'{part}' is no route: {Shape}."))]);

    /// <summary>The channels among those in use that are told.</summary>
    public IReadOnlyList<string> For(Severity severity, string @namespace, IReadOnlyList<string> inUse) =>
        Routes.FirstOrDefault(route => route.Fits(severity, @namespace)) is { } route ? [.. inUse.Where(route.Channels.Contains)] : inUse;

    private static string[] Parts(string text) => text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static NoticeRoute? Parse(string part)
    {
        if (part.Split(':') is not [var condition, var channels] || channels.Trim().Length == 0)
        {
            return null;
        }

        var route = new NoticeRoute { Channels = ChannelNames.Read(channels) };
        return condition.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["any"] => route,
            ["from", var severity] => route.From(severity),
            ["in", var namespaces] => route with { Namespaces = ChannelNames.Read(namespaces) },
            ["from", var severity, "in", var namespaces] => (route with { Namespaces = ChannelNames.Read(namespaces) }).From(severity),
            _ => null,
        };
    }
}

/// <summary>One rule: from which severity on, in which namespaces (a * at the end stands for any letters), which channels.</summary>
public sealed record NoticeRoute
{
    public Severity LeastSevere { get; init; } = Severity.Low;

    public IReadOnlyList<string> Namespaces { get; init; } = [];

    public required IReadOnlyList<string> Channels { get; init; }

    public bool Fits(Severity severity, string @namespace) => severity >= LeastSevere && (Namespaces.Count == 0 || Namespaces.Any(name => Fits(name, @namespace)));

    internal NoticeRoute? From(string severity) =>
        Enum.TryParse<Severity>(severity, ignoreCase: true, out var least) && !int.TryParse(severity, out _) ? this with { LeastSevere = least } : null;

    private static bool Fits(string pattern, string name) => pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == name;
}
