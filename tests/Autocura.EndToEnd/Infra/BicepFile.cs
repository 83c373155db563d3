using System.Text.RegularExpressions;
using Autocura.Support;

namespace Autocura.EndToEnd.Infra;

/// <summary>A resource as it is declared: its symbol, its type without the version, and the text between its braces.</summary>
internal sealed record BicepResource(string Symbol, string Type, string Body, bool IsExisting);

/// <summary>A module as it is called: its file, and the parameters that it is given.</summary>
internal sealed record BicepCall(string Symbol, string Path, IReadOnlyList<string> Parameters);

/// <summary>
/// What can be read off a Bicep file without its compiler: resources, calls of modules, parameters and outputs, found by their first lines and by matching
/// braces outside of texts and comments.
/// </summary>
internal sealed partial class BicepFile(string path, string text)
{
    private readonly string code = Comment().Replace(text, "");

    public string Path => path;

    public static IEnumerable<BicepFile> All() => Repository.Files("infra/azure", "*.bicep").Select(path => new BicepFile(path, Repository.Read(path)));

    public IEnumerable<BicepResource> Resources() => Resource().Matches(code).Select(match =>
        new BicepResource(match.Groups["symbol"].Value, match.Groups["type"].Value, Body(match.Index + match.Length), match.Groups["existing"].Success));

    public IEnumerable<BicepCall> Calls() => Module().Matches(code).Select(match =>
    {
        var body = Body(match.Index + match.Length);
        var given = body.IndexOf("params: {", StringComparison.Ordinal);
        var inner = given < 0 ? "" : Inside(body, given + "params: ".Length);
        return new BicepCall(match.Groups["symbol"].Value, $"infra/azure/{match.Groups["path"].Value}", [.. Names(inner)]);
    });

    /// <summary>Declared parameters, with whether a caller must give them.</summary>
    public IReadOnlyDictionary<string, bool> Parameters() =>
        Parameter().Matches(code).ToDictionary(match => match.Groups["name"].Value, match => !match.Groups["default"].Success);

    public IReadOnlyList<string> Outputs() => [.. Output().Matches(code).Select(match => match.Groups["name"].Value)];

    /// <summary>Outputs of modules that are asked for, as symbol and name.</summary>
    public IEnumerable<(string Symbol, string Output)> AskedOutputs() => Asked().Matches(code).Select(match => (match.Groups["symbol"].Value, match.Groups["name"].Value)).Distinct();

    public bool IsBalanced() => Depth(code, '{', '}') == 0 && Depth(code, '[', ']') == 0 && Depth(code, '(', ')') == 0;

    private string Body(int from) => Inside(code, code.IndexOf('{', from));

    /// <summary>The text of a block whose brace opens here.</summary>
    private static string Inside(string text, int open)
    {
        var depth = 0;
        for (var at = open; at < text.Length; at++)
        {
            depth += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return text[open..(at + 1)];
            }
        }

        throw new InvalidOperationException($"A block opens and never closes: {text[open..Math.Min(text.Length, open + 60)]}");
    }

    /// <summary>Names of the properties of a block itself, and not of those within it.</summary>
    private static IEnumerable<string> Names(string block)
    {
        var depth = 0;
        foreach (var line in block.Split('\n'))
        {
            if (depth == 1 && Property().Match(line) is { Success: true } property)
            {
                yield return property.Groups["name"].Value;
            }

            depth += line.Count(letter => letter == '{') - line.Count(letter => letter == '}');
        }
    }

    private static int Depth(string text, char open, char close) => text.Count(letter => letter == open) - text.Count(letter => letter == close);

    [GeneratedRegex(@"(?<=^|\s)//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^resource (?<symbol>\w+) '(?<type>[\w./]+)@[\w-]+'(?<existing> existing)? =", RegexOptions.Multiline)]
    private static partial Regex Resource();

    [GeneratedRegex(@"^module (?<symbol>\w+) '(?<path>[^']+)' =", RegexOptions.Multiline)]
    private static partial Regex Module();

    [GeneratedRegex(@"^param (?<name>\w+) \w+(?<default> =)?", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^output (?<name>\w+) ", RegexOptions.Multiline)]
    private static partial Regex Output();

    [GeneratedRegex(@"\b(?<symbol>\w+)!?\.outputs\.(?<name>\w+)")]
    private static partial Regex Asked();

    [GeneratedRegex(@"^\s*(?<name>\w+):")]
    private static partial Regex Property();
}
