using System.Globalization;

namespace Autocura.Guardrails.Notices;

/// <summary>
/// Who else is told while nobody answers: rungs separated by semicolons, each a time since the question and channels, such as <c>00:10:00 pagerduty; 00:20:00 email, teams</c>.
/// </summary>
public sealed record EscalationLadder(IReadOnlyList<LadderRung> Rungs)
{
    private const string Shape = "write for example \"00:10:00 pagerduty; 00:20:00 email\"";

    private static readonly TimeSpan Highest = TimeSpan.FromDays(1);

    /// <summary>What is wrong with the text; nothing when all of it can be read.</summary>
    public static IEnumerable<string> Problems(string text, IReadOnlyCollection<string> known) => Parts(text).SelectMany(part => Parse(part) switch
    {
        null => [$"'{part}' is no step of an escalation, of a time up to a day and channels: {Shape}."],
        { } rung => rung.Channels.Where(channel => !known.Contains(channel)).Select(channel => $"'{channel}' in '{part}' is no channel; there is {string.Join(", ", known)}."),
    });

    /// <summary>Its rungs, lowest first.</summary>
    /// <exception cref="FormatException">It cannot be read; the message names what.</exception>
    public static EscalationLadder Read(string text) =>
        new([.. Parts(text).Select(part => Parse(part) ?? throw new FormatException($"'{part}' is no step of an escalation: {Shape}.")).OrderBy(rung => rung.After)]);

    private static string[] Parts(string text) => text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static LadderRung? Parse(string part)
    {
        var space = part.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && TimeSpan.TryParse(part[..space], CultureInfo.InvariantCulture, out var after) && after > TimeSpan.Zero && after <= Highest && ChannelNames.Read(part[space..]) is { Count: > 0 } channels
            ? new LadderRung(after, channels)
            : null;
    }
}

/// <summary>One step of an escalation.</summary>
public sealed record LadderRung(TimeSpan After, IReadOnlyList<string> Channels);
