using Autocura.Embedded.Metrics.Query;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Autocura.Embedded.Metrics.Rules;

/// <summary>Reads Prometheus's rule files. What this evaluator does not do (recording rules, unknown keys) is refused with its place.</summary>
internal static class RuleFile
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(1);

    public static IReadOnlyList<RuleGroup> Parse(string yaml, string file)
    {
        try
        {
            var document = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build().Deserialize<Document>(yaml);
            return [.. (document?.Groups ?? []).Select(group => Group(group, file))];
        }
        catch (YamlException exception)
        {
            throw new InvalidDataException($"{file}:{exception.Start.Line}: {exception.InnerException?.Message ?? exception.Message}", exception);
        }
    }

    private static RuleGroup Group(GroupEntry group, string file)
    {
        var name = group.Name ?? throw new InvalidDataException($"{file}: a group has no name.");
        return new RuleGroup(name, file, Duration(group.Interval, name) ?? DefaultInterval, [.. group.Rules.Select(rule => Rule(rule, name, file))]);
    }

    private static AlertingRule Rule(RuleEntry rule, string group, string file)
    {
        var name = rule.Alert ?? throw new InvalidDataException($"{file}: a rule of group {group} has no 'alert'; recording rules are not supported here.");
        try
        {
            return new AlertingRule
            {
                Name = name,
                Query = rule.Expr?.Trim() ?? throw new InvalidDataException($"{file}: the rule {name} has no 'expr'."),
                Expression = Query.Parser.Parse(rule.Expr),
                For = Duration(rule.For, name) ?? TimeSpan.Zero,
                Labels = Templates(rule.Labels),
                Annotations = Templates(rule.Annotations),
            };
        }
        catch (Exception exception) when (exception is QueryException or FormatException)
        {
            throw new InvalidDataException($"{file}: the rule {name} cannot be read: {exception.Message}", exception);
        }
    }

    private static Dictionary<string, AlertTemplate> Templates(Dictionary<string, string> texts) =>
        texts.ToDictionary(pair => pair.Key, pair => AlertTemplate.Parse(pair.Value));

    private static TimeSpan? Duration(string? text, string owner) => text is null
        ? null
        : DurationLiteral.TryParse(text) ?? throw new FormatException($"'{text}' in {owner} is not a duration such as 1m30s");

    private sealed class Document
    {
        public List<GroupEntry> Groups { get; set; } = [];
    }

    private sealed class GroupEntry
    {
        public string? Name { get; set; }

        public string? Interval { get; set; }

        public List<RuleEntry> Rules { get; set; } = [];
    }

    private sealed class RuleEntry
    {
        public string? Alert { get; set; }

        public string? Expr { get; set; }

        public string? For { get; set; }

        public Dictionary<string, string> Labels { get; set; } = [];

        public Dictionary<string, string> Annotations { get; set; } = [];
    }
}
