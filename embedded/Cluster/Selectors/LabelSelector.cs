using System.Globalization;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Selectors;

/// <summary>A condition on labels, from the query syntax (<c>app=cart,tier in (web,api),!canary</c>) or from an object's selector field.</summary>
public sealed class LabelSelector
{
    private readonly IReadOnlyList<Requirement> requirements;

    private LabelSelector(IReadOnlyList<Requirement> requirements) => this.requirements = requirements;

    /// <summary>Matches every object.</summary>
    public static LabelSelector Everything { get; } = new([]);

    /// <summary>Matches no object.</summary>
    public static LabelSelector Nothing { get; } = new([new Requirement("", "Never", [])]);

    /// <summary>Whether it sets no condition at all.</summary>
    public bool IsEmpty => requirements.Count == 0;

    /// <summary>Reads the query syntax; refuses with 400 what it cannot read.</summary>
    public static LabelSelector Parse(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Everything : new([.. SplitOutsideParentheses(text).Select(ParseRequirement)]);

    /// <summary>Reads a selector of an object: matchLabels with matchExpressions, or a plain map as services have.</summary>
    public static LabelSelector From(JsonObject? selector)
    {
        if (selector is null)
        {
            return Everything;
        }

        var isPlain = !selector.ContainsKey("matchLabels") && !selector.ContainsKey("matchExpressions");
        var labels = isPlain ? selector.TextMap() : selector.TextMap("matchLabels");
        var equal = labels.Select(label => new Requirement(label.Key, "In", [label.Value]));
        return new([.. equal, .. selector.Items("matchExpressions").Select(Expression)]);
    }

    /// <summary>The label selector of an object as its API means it: an absent one takes nothing, an empty one everything.</summary>
    public static LabelSelector Of(JsonNode? selector) => selector is JsonObject given ? From(given) : Nothing;

    /// <summary>The selector of a workload or a Service, which takes nothing when it is empty.</summary>
    public static LabelSelector OfWorkload(JsonNode? selector) => Of(selector) is { IsEmpty: false } conditions ? conditions : Nothing;

    /// <summary>Expressions that must all hold, as the terms of a node affinity have them.</summary>
    public static LabelSelector OfExpressions(IEnumerable<JsonNode?> expressions) => new([.. expressions.Select(Expression)]);

    /// <summary>Whether the object's labels meet every condition.</summary>
    public bool Matches(JsonObject obj) => Matches(obj.TextMap("metadata", "labels"));

    /// <summary>Whether these labels meet every condition.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels) => requirements.All(requirement => requirement.Holds(labels));

    /// <summary>One pair that the labels must contain, should there be any: what an index of labels can be asked for.</summary>
    internal KeyValuePair<string, string>? OnePair =>
        requirements.FirstOrDefault(requirement => requirement is { Operator: "In", Values.Count: 1 }) is { } pair ? new(pair.Key, pair.Values[0]) : null;

    /// <summary>Both conditions at once.</summary>
    internal LabelSelector And(string key, string value) => new([.. requirements, new Requirement(key, "In", [value])]);

    /// <summary>The query syntax.</summary>
    public override string ToString() => string.Join(',', requirements.Select(requirement => requirement.ToString()));

    private static Requirement Expression(JsonNode? expression) => new(
        expression.Text("key") ?? "",
        expression.Text("operator") ?? "",
        [.. expression.Items("values").Select(value => value.Text() ?? "")]);

    private static List<string> SplitOutsideParentheses(string text)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                parts.Add(text[start..i].Trim());
                start = i + 1;
            }
        }

        parts.Add(text[start..].Trim());
        return parts;
    }

    private static Requirement ParseRequirement(string text)
    {
        if (text.EndsWith(')'))
        {
            var words = text[..text.IndexOf('(', StringComparison.Ordinal)].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var values = text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..^1].Split(',', StringSplitOptions.TrimEntries);
            return words switch
            {
                [var key, "in"] => new(key, "In", values),
                [var key, "notin"] => new(key, "NotIn", values),
                _ => throw Unreadable(text),
            };
        }

        var operators = new[] { ("!=", "NotIn"), ("==", "In"), ("=", "In") };
        foreach (var (sign, name) in operators)
        {
            if (text.Split(sign, 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } key, var value])
            {
                return new(key, name, [value]);
            }
        }

        var exists = !text.StartsWith('!');
        var label = exists ? text : text[1..].Trim();
        return label.Length > 0 && label.AsSpan().IndexOfAny(' ', '=', '!') < 0 ? new(label, exists ? "Exists" : "DoesNotExist", []) : throw Unreadable(text);
    }

    private static ApiStatusException Unreadable(string text) => ApiStatusException.BadRequest(
        $"unable to parse requirement: {text}: write key, !key, key=value, key!=value, key in (a,b) or key notin (a,b)");

    private sealed record Requirement(string Key, string Operator, IReadOnlyList<string> Values)
    {
        public bool Holds(IReadOnlyDictionary<string, string> labels) => Operator switch
        {
            "In" => labels.TryGetValue(Key, out var value) && Values.Contains(value),
            "NotIn" => !labels.TryGetValue(Key, out var value) || !Values.Contains(value),
            "Exists" => labels.ContainsKey(Key),
            "DoesNotExist" => !labels.ContainsKey(Key),
            "Gt" => Number(labels) > Bound,
            "Lt" => Number(labels) < Bound,
            _ => false,
        };

        private long? Bound => Values.Count == 1 && long.TryParse(Values[0], CultureInfo.InvariantCulture, out var bound) ? bound : null;

        private long? Number(IReadOnlyDictionary<string, string> labels) =>
            labels.TryGetValue(Key, out var value) && long.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : null;

        public override string ToString() => (Operator, Values.Count) switch
        {
            ("In", 1) => $"{Key}={Values[0]}",
            ("NotIn", 1) => $"{Key}!={Values[0]}",
            ("In", _) => $"{Key} in ({string.Join(',', Values)})",
            ("NotIn", _) => $"{Key} notin ({string.Join(',', Values)})",
            ("Exists", _) => Key,
            _ => $"!{Key}",
        };
    }
}
