using System.Text.RegularExpressions;

namespace Autocura.Embedded.Metrics.Storage;

/// <summary>A conjunction of label matchers: what stands between the braces of a selector.</summary>
internal sealed class Selection(IReadOnlyList<LabelMatcher> matchers)
{
    public IReadOnlyList<LabelMatcher> Matchers => matchers;

    /// <summary>The metric's name where it is given by equality; it is the index of the store.</summary>
    public string? MetricName { get; } =
        matchers.FirstOrDefault(matcher => matcher is { Label: LabelSet.MetricName, Match: LabelMatch.Equal })?.Value;

    public bool Matches(LabelSet labels)
    {
        foreach (var matcher in matchers)
        {
            if (!matcher.Matches(labels[matcher.Label]))
            {
                return false;
            }
        }

        return true;
    }
}

internal enum LabelMatch
{
    Equal,
    NotEqual,
    Regex,
    NotRegex,
}

/// <summary>One condition on one label. Expressions are anchored at both ends and run in linear time, as RE2's do.</summary>
internal sealed class LabelMatcher
{
    private readonly Regex? regex;

    public LabelMatcher(string label, LabelMatch match, string value)
    {
        (Label, Match, Value) = (label, match, value);
        if (match is LabelMatch.Regex or LabelMatch.NotRegex)
        {
            regex = AnchoredPattern.Of(value);
        }
    }

    public string Label { get; }

    public LabelMatch Match { get; }

    public string Value { get; }

    public bool Matches(string actual) => Match switch
    {
        LabelMatch.Equal => actual == Value,
        LabelMatch.NotEqual => actual != Value,
        LabelMatch.Regex => regex!.IsMatch(actual),
        _ => !regex!.IsMatch(actual),
    };
}
