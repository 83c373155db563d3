using System.Text.RegularExpressions;

namespace Autocura.Embedded.Cluster.OpenApi.Cel.Functions;

/// <summary>What expressions can do with texts. Regular expressions run in time linear in the text, as RE2 does.</summary>
internal static class TextFunctions
{
    public static void AddTo(CelFunctionList functions)
    {
        foreach (var size in new[] { "size", ".size" })
        {
            functions.Add<string, long>(size, text => text.EnumerateRunes().Count());
        }

        functions.Add<string, string, bool>(".contains", (text, part) => text.Contains(part, StringComparison.Ordinal));
        functions.Add<string, string, bool>(".startsWith", (text, part) => text.StartsWith(part, StringComparison.Ordinal));
        functions.Add<string, string, bool>(".endsWith", (text, part) => text.EndsWith(part, StringComparison.Ordinal));
        functions.Add<string, string, bool>(".matches", (text, pattern) => Pattern(pattern).IsMatch(text));
        functions.Add<string, string, bool>("matches", (text, pattern) => Pattern(pattern).IsMatch(text));
        functions.Add<string, string, string>(".find", (text, pattern) => Pattern(pattern).Match(text).Value);
        functions.Add<string, string, CelList>(".findAll", (text, pattern) => new([.. Pattern(pattern).Matches(text).Select(match => match.Value)]));
        AddPlaces(functions);
        AddChanges(functions);
    }

    private static void AddPlaces(CelFunctionList functions)
    {
        functions.Add<string, long, string>(".charAt", (text, index) => index == text.Length ? "" : Part(text, index, index + 1));
        functions.Add<string, string, long>(".indexOf", (text, part) => text.IndexOf(part, StringComparison.Ordinal));
        functions.Add<string, string, long>(".lastIndexOf", (text, part) => text.LastIndexOf(part, StringComparison.Ordinal));
        functions.Add<string, long, string>(".substring", (text, start) => Part(text, start, text.Length));
        functions.Add<string, long, long, string>(".substring", Part);
    }

    private static void AddChanges(CelFunctionList functions)
    {
        functions.Add<string, string>(".lowerAscii", text => string.Concat(text.Select(letter => char.IsAscii(letter) ? char.ToLowerInvariant(letter) : letter)));
        functions.Add<string, string>(".upperAscii", text => string.Concat(text.Select(letter => char.IsAscii(letter) ? char.ToUpperInvariant(letter) : letter)));
        functions.Add<string, string>(".trim", text => text.Trim());
        functions.Add<string, string, string, string>(".replace", (text, old, by) => old.Length == 0 ? text : text.Replace(old, by, StringComparison.Ordinal));
        functions.Add<string, string, CelList>(".split", (text, separator) => new([.. separator.Length == 0 ? text.Select(letter => letter.ToString()) : text.Split(separator)]));
        functions.Add<CelList, string>(".join", list => string.Concat(list.Elements));
        functions.Add<CelList, string, string>(".join", (list, separator) => string.Join(separator, list.Elements));
    }

    private static string Part(string text, long start, long end) => start >= 0 && start <= end && end <= text.Length
        ? text[(int)start..(int)end]
        : throw new CelEvaluationException($"index out of range: {start}");

    private static Regex Pattern(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or NotSupportedException)
        {
            throw new CelEvaluationException($"error parsing regexp: {unreadable.Message}");
        }
    }
}
