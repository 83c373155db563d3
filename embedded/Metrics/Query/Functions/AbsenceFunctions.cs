using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Query.Functions;

/// <summary>Functions which say that something is not there, with the labels that can be told from the question.</summary>
internal static class AbsenceFunctions
{
    public static readonly Function[] All =
    [
        new("absent", ValueType.InstantVector, [ValueType.InstantVector],
            input => Absent(input.Vector(0).Count == 0, input.Expressions[0])),
        new("absent_over_time", ValueType.InstantVector, [ValueType.RangeVector],
            input => Absent(input.Windows(0).Count == 0, input.Expressions[0])),
    ];

    private static Value.Vector Absent(bool absent, Expression asked) => new(absent ? [new Element(LabelsOf(asked), 1)] : []);

    private static LabelSet LabelsOf(Expression asked)
    {
        var selection = asked switch
        {
            VectorExpression vector => vector.Selection,
            RangeExpression range => range.Selector.Selection,
            _ => new Selection([]),
        };
        // A label on which there are two conditions has no single value.
        return LabelSet.From(selection.Matchers
            .Where(matcher => matcher.Label != LabelSet.MetricName)
            .GroupBy(matcher => matcher.Label)
            .Where(group => group.Count() == 1 && group.Single().Match == LabelMatch.Equal)
            .Select(group => KeyValuePair.Create(group.Key, group.Single().Value)));
    }
}
