using System.Text.RegularExpressions;
using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Query.Functions;

/// <summary>Functions which write labels.</summary>
internal static partial class LabelFunctions
{
    public static readonly Function[] All =
    [
        new("label_replace", ValueType.InstantVector,
            [ValueType.InstantVector, ValueType.Text, ValueType.Text, ValueType.Text, ValueType.Text], Replace),
        new("label_join", ValueType.InstantVector,
            [ValueType.InstantVector, ValueType.Text, ValueType.Text, ValueType.Text], Join) { Optional = 1, Variadic = true },
    ];

    private static Value.Vector Replace(FunctionInput input)
    {
        var (target, replacement, source) = (LabelName(input.Text(1)), input.Text(2), input.Text(3));
        var pattern = Compile(input.Text(4));
        return new([.. input.Vector(0).Select(element => pattern.Match(element.Labels[source]) is { Success: true } match
            ? element with { Labels = element.Labels.With(target, Expand(replacement, match)) }
            : element)]);
    }

    private static Value.Vector Join(FunctionInput input)
    {
        var (target, separator) = (LabelName(input.Text(1)), input.Text(2));
        var sources = Enumerable.Range(3, input.Arguments.Count - 3).Select(input.Text).ToList();
        return new([.. input.Vector(0).Select(element =>
            element with { Labels = element.Labels.With(target, string.Join(separator, sources.Select(name => element.Labels[name]))) })]);
    }

    // Only $1, ${1}, $name and ${name} are expanded, as in Go; .NET's own replacement language knows more.
    private static string Expand(string replacement, Match match) =>
        Reference().Replace(replacement, reference => match.Groups[reference.Groups["name"].Value].Value);

    private static Regex Compile(string pattern)
    {
        try
        {
            return AnchoredPattern.Of(pattern);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw QueryException.Execution($"invalid regular expression in label_replace(): {pattern}");
        }
    }

    private static string LabelName(string name) =>
        ValidName().IsMatch(name) ? name : throw QueryException.Execution($"invalid label name \"{name}\"");

    [GeneratedRegex(@"\$(\{(?<name>\w+)\}|(?<name>\w+))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\A[a-zA-Z_][a-zA-Z0-9_]*\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ValidName();
}
