using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Autocura.EndToEnd.Infra;

/// <summary>What a chart is rendered with: its values as YAML, its release's namespace, and its files by path.</summary>
internal sealed record PlainRelease(YamlMappingNode Values, string Namespace, Func<string, string> Read);

/// <summary>
/// Renders the part of Helm's templates that the chart keeps to: values, files, if with eq and ne, range, and a few functions. Anything else is refused by
/// name, so that the chart stays as plain as this can read.
/// </summary>
internal sealed partial class PlainTemplate(PlainRelease release)
{
    public string Render(string template)
    {
        var parts = new Queue<string>(Action().Split(template));
        return Block(parts, new Dictionary<string, YamlNode>(), isShown: true);
    }

    private string Block(Queue<string> parts, IReadOnlyDictionary<string, YamlNode> scope, bool isShown)
    {
        var text = "";
        while (parts.TryDequeue(out var part))
        {
            if (!part.StartsWith("{{", StringComparison.Ordinal))
            {
                text += isShown ? part : "";
                continue;
            }

            if (part.StartsWith("{{-", StringComparison.Ordinal)) text = text.TrimEnd();
            var action = part.Trim('{', '}', '-', ' ');
            if (action == "end") return text;
            text += action.Split(' ', 2) switch
            {
                ["if", var condition] => Block(parts, scope, isShown && Holds(condition, scope)),
                ["range", var over] => Range(parts, over, scope, isShown),
                _ => isShown ? Value(action, scope) : "",
            };
        }

        return text;
    }

    private string Range(Queue<string> parts, string over, IReadOnlyDictionary<string, YamlNode> scope, bool isShown)
    {
        var named = Named().Match(over);
        var items = Find(named.Success ? named.Groups["path"].Value : over, scope);
        List<Dictionary<string, YamlNode>> rounds = items switch
        {
            YamlMappingNode map => [.. map.Children.Select(child => new Dictionary<string, YamlNode> { [$"${named.Groups["key"].Value}"] = child.Key, [$"${named.Groups["value"].Value}"] = child.Value })],
            YamlSequenceNode list => [.. list.Select(item => new Dictionary<string, YamlNode> { ["."] = item })],
            _ => [],
        };
        var body = parts.ToArray();
        var text = "";
        foreach (var round in rounds)
        {
            text += Block(new Queue<string>(body), round, isShown);
        }

        Block(parts, scope, isShown: false);
        return text;
    }

    private bool Holds(string condition, IReadOnlyDictionary<string, YamlNode> scope) => Comparison().Match(condition) is { Success: true } compared
        ? (Value(compared.Groups["path"].Value, scope) == compared.Groups["text"].Value) == (compared.Groups["operator"].Value == "eq")
        : Value(condition, scope) == "true";

    /// <summary>A value and the functions that it goes through.</summary>
    private string Value(string pipeline, IReadOnlyDictionary<string, YamlNode> scope)
    {
        var steps = pipeline.Split(" | ");
        var text = steps[0].StartsWith("toYaml ", StringComparison.Ordinal) ? Yaml(Find(steps[0]["toYaml ".Length..], scope)) : Plain(steps[0], scope);
        return steps.Skip(1).Aggregate(text, (current, step) => step.Split(' ', 2) switch
        {
            ["quote"] => $"\"{current.Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
            ["indent", var by] => string.Join('\n', current.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? line : new string(' ', int.Parse(by)) + line)),
            ["replace", var arguments] when Replacement().Match(arguments) is { Success: true } replaced =>
                current.Replace(replaced.Groups["old"].Value, replaced.Groups["new"].Value.Replace("%s", release.Namespace, StringComparison.Ordinal), StringComparison.Ordinal),
            _ => throw new NotSupportedException($"The chart is to stay plain: {step}"),
        });
    }

    private string Plain(string expression, IReadOnlyDictionary<string, YamlNode> scope)
    {
        if (expression is ".Release.Namespace" or "$.Release.Namespace") return release.Namespace;
        if (FileRead().Match(expression) is { Success: true } file) return release.Read(file.Groups["path"].Value);
        return (Find(expression, scope) as YamlScalarNode)?.Value ?? throw new NotSupportedException($"{expression} is no value");
    }

    private YamlNode? Find(string expression, IReadOnlyDictionary<string, YamlNode> scope)
    {
        if (scope.TryGetValue(expression, out var inScope)) return inScope;
        if (!expression.StartsWith(".Values.", StringComparison.Ordinal)) throw new NotSupportedException($"The chart is to stay plain: {expression}");
        return release.Values.Find(expression[".Values.".Length..].Split('.')) ?? throw new KeyNotFoundException($"values.yaml has no {expression}");
    }

    private static string Yaml(YamlNode? node)
    {
        using var text = new StringWriter();
        new YamlStream(new YamlDocument(node!)).Save(text, assignAnchors: false);
        return text.ToString().Replace("...\n", "", StringComparison.Ordinal).TrimEnd();
    }

    [GeneratedRegex(@"(\{\{-? .*? -?\}\})")]
    private static partial Regex Action();

    [GeneratedRegex(@"^\$(?<key>\w+), \$(?<value>\w+) := (?<path>\S+)$")]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?<operator>eq|ne) (?<path>\S+) ""(?<text>[^""]*)""$")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^""(?<old>[^""]+)"" \(printf ""(?<new>[^""]+)"" \.Release\.Namespace\)$")]
    private static partial Regex Replacement();

    [GeneratedRegex(@"^\.Files\.Get ""(?<path>[^""]+)""$")]
    private static partial Regex FileRead();
}
