using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Query;

/// <summary><c>and</c>, <c>or</c> and <c>unless</c>: elements are kept or dropped whole, by the labels on which the sides are matched.</summary>
internal static class SetOperation
{
    public static Value.Vector Apply(BinaryExpression binary, IReadOnlyList<Element> left, IReadOnlyList<Element> right)
    {
        var matching = binary.Matching;
        return binary.Operator.Symbol switch
        {
            "and" => Where(left, In(right), expected: true),
            "unless" => Where(left, In(right), expected: false),
            _ => new([.. left, .. Where(right, In(left), expected: false).Elements]),
        };

        HashSet<LabelSet> In(IReadOnlyList<Element> elements) => [.. elements.Select(element => matching.Signature(element.Labels))];

        Value.Vector Where(IReadOnlyList<Element> elements, HashSet<LabelSet> signatures, bool expected) =>
            new([.. elements.Where(element => signatures.Contains(matching.Signature(element.Labels)) == expected)]);
    }
}
