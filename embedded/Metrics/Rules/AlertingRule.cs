using Autocura.Embedded.Metrics.Query;
using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Rules;

/// <summary>Rules that are evaluated together, at one interval.</summary>
internal sealed record RuleGroup(string Name, string File, TimeSpan Interval, IReadOnlyList<AlertingRule> Rules);

/// <summary>One alerting rule: every element of its expression's result is an alert.</summary>
internal sealed record AlertingRule
{
    public required string Name { get; init; }

    public required string Query { get; init; }

    public required Expression Expression { get; init; }

    /// <summary>How long the condition must hold before the alert fires.</summary>
    public required TimeSpan For { get; init; }

    public required IReadOnlyDictionary<string, AlertTemplate> Labels { get; init; }

    public required IReadOnlyDictionary<string, AlertTemplate> Annotations { get; init; }

    /// <summary>The alert that an element of the result stands for, not yet held for any time.</summary>
    public RuleAlert Alert(Element element, long at)
    {
        var series = element.Labels.WithoutName();
        var labels = series
            .With(Labels.Select(label => KeyValuePair.Create(label.Key, label.Value.Render(series, element.Value))))
            .With("alertname", Name);
        return new RuleAlert
        {
            Labels = labels,
            Annotations = Annotations.ToDictionary(pair => pair.Key, pair => pair.Value.Render(series, element.Value)),
            Value = element.Value,
            ActiveAt = at,
        };
    }
}
