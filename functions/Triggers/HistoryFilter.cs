using System.Globalization;
using Autocura.Incidents;
using Autocura.Reports;
using Microsoft.AspNetCore.Http;

namespace Autocura.Triggers;

/// <summary>What <c>GET api/history</c> is asked for: <c>?words=&amp;outcome=&amp;since=&amp;until=&amp;skip=&amp;limit=</c>.</summary>
internal static class HistoryFilter
{
    private const int DefaultLimit = 50;
    private const int MostLimit = 200;
    private const int MostSkip = 1_000_000;
    private const int LongestWords = 200;

    /// <exception cref="FormatException">A parameter makes no sense; the message says which.</exception>
    public static ArchiveQuestion Read(IQueryCollection query) => new()
    {
        Words = Words($"{query["words"]}"),
        Outcome = Outcome($"{query["outcome"]}"),
        Since = Moment("since", $"{query["since"]}"),
        Until = Moment("until", $"{query["until"]}"),
        Skip = Number("skip", $"{query["skip"]}", (0, 0, MostSkip)),
        Limit = Number("limit", $"{query["limit"]}", (DefaultLimit, 1, MostLimit)),
    };

    private static string[] Words(string text) => text.Length <= LongestWords
        ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : throw new FormatException($"'words' has {text.Length} characters; it can have {LongestWords}.");

    private static OutcomeKind? Outcome(string text) => text.Length == 0 ? null
        : Enum.TryParse<OutcomeKind>(text, ignoreCase: true, out var outcome) && Enum.IsDefined(outcome) && !char.IsAsciiDigit(text[0]) ? outcome
        : throw new FormatException($"'outcome' is '{text}'; it can be {string.Join(", ", Enum.GetNames<OutcomeKind>())}.");

    private static DateTimeOffset? Moment(string name, string text) => text.Length == 0 ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
        : throw new FormatException($"'{name}' is '{text}'; it can be a day or a moment such as 2026-01-05T08:00:00Z.");

    private static int Number(string name, string text, (int Default, int Least, int Most) range) => text.Length == 0 ? range.Default
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= range.Least && number <= range.Most ? number
        : throw new FormatException($"'{name}' is '{text}'; it can be {range.Least} to {range.Most}.");
}
