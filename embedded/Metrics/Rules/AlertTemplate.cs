using System.Text;
using System.Text.RegularExpressions;
using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Rules;

/// <summary>
/// A label or annotation with <c>{{ $labels.x }}</c> and <c>{{ $value | humanize }}</c> in it: the part of Go's templates that alert rules use.
/// Anything else between the braces is refused when the rule is read.
/// </summary>
internal sealed partial class AlertTemplate
{
    private static readonly Dictionary<string, Func<double, string>> Functions = new()
    {
        ["humanize"] = Humanize.Number,
        ["humanizePercentage"] = Humanize.Percentage,
        ["humanizeDuration"] = Humanize.Duration,
    };

    private readonly IReadOnlyList<Func<LabelSet, double, string>> parts;

    private AlertTemplate(string text, IReadOnlyList<Func<LabelSet, double, string>> parts) => (Text, this.parts) = (text, parts);

    /// <summary>As it stands in the rule file.</summary>
    public string Text { get; }

    public static AlertTemplate Parse(string text)
    {
        var compiled = new List<Func<LabelSet, double, string>>();
        var end = 0;
        foreach (Match action in Action().Matches(text))
        {
            compiled.Add(Literal(text[end..action.Index]));
            compiled.Add(Compile(action.Groups["action"].Value));
            end = action.Index + action.Length;
        }

        compiled.Add(Literal(text[end..]));
        return new AlertTemplate(text, compiled);
    }

    public string Render(LabelSet labels, double value)
    {
        var rendered = new StringBuilder();
        foreach (var part in parts)
        {
            rendered.Append(part(labels, value));
        }

        return rendered.ToString();
    }

    private static Func<LabelSet, double, string> Literal(string text) => (_, _) => text;

    private static Func<LabelSet, double, string> Compile(string action)
    {
        if (LabelReference().Match(action) is { Success: true } label)
        {
            var name = label.Groups["name"].Value;
            return (labels, _) => labels[name];
        }

        if (ValueReference().Match(action) is not { Success: true } value)
        {
            throw new FormatException($"the template action '{{{{ {action} }}}}' is not supported here: use $labels.name or $value");
        }

        var function = value.Groups["function"].Value;
        if (function.Length > 0 && !Functions.ContainsKey(function))
        {
            throw new FormatException($"the template function '{function}' is not supported here; supported are {string.Join(", ", Functions.Keys)}");
        }

        var write = function.Length == 0 ? Humanize.Plain : Functions[function];
        return (_, number) => write(number);
    }

    [GeneratedRegex(@"\{\{-?\s*(?<action>.*?)\s*-?\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Action();

    [GeneratedRegex(@"\A(\$labels|\.Labels)\.(?<name>[a-zA-Z_][a-zA-Z0-9_]*)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LabelReference();

    [GeneratedRegex(@"\A(\$value|\.Value)(\s*\|\s*(?<function>\w+))?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ValueReference();
}
