using System.Text.RegularExpressions;

namespace Autocura.Metrics;

/// <summary>PromQL with placeholders: <c>$name</c> stands for a value that brings its own quotes. What a template may and must use is said when it is checked.</summary>
internal static partial class QueryTemplate
{
    public static string Fill(string template, IReadOnlyDictionary<string, string> values) =>
        Placeholder().Replace(template, match => values[match.Groups["name"].Value]);

    public static bool Uses(string template, string placeholder) => Used(template).Contains(placeholder);

    /// <summary>What is wrong with the template under a settings key; each line says what to do.</summary>
    public static IEnumerable<string> Problems(string key, string template, string[] required, string[] allowed)
    {
        var used = Used(template);
        foreach (var unknown in used.Except(allowed))
        {
            yield return $"{key} uses ${unknown}: it may use ${string.Join(", $", allowed)}.";
        }

        foreach (var missing in required.Except(used))
        {
            yield return $"{key} does not use ${missing}: it would measure others too.";
        }

        if (Quoted().IsMatch(template))
        {
            yield return $"{key} has quotes around a placeholder: placeholders bring their own.";
        }
    }

    private static HashSet<string> Used(string template) => [.. Placeholder().Matches(template).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex(@"\$(?<name>[a-z]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("""["']\$[a-z]""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();
}
