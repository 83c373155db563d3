using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Query;

/// <summary>
/// Arithmetic and comparison between two vectors. Elements meet whose match labels are equal; at least one side must have them unique, and
/// which side may have many is said by <c>group_left</c> or <c>group_right</c>.
/// </summary>
internal static class VectorOperation
{
    public static Value.Vector Apply(BinaryExpression binary, IReadOnlyList<Element> left, IReadOnlyList<Element> right)
    {
        var (many, one) = binary.Matching.Many == ManySide.Right ? (right, left) : (left, right);
        var partners = Unique(binary, one);
        var taken = new HashSet<LabelSet>();
        var results = new List<Element>();
        foreach (var element in many)
        {
            var signature = binary.Matching.Signature(element.Labels);
            if (!partners.TryGetValue(signature, out var partner) || Compute(binary, element, partner) is not { } value)
            {
                continue;
            }

            var labels = ResultLabels(binary, element.Labels, partner.Labels);
            if (!taken.Add(binary.Matching.Many == ManySide.None ? signature : labels))
            {
                throw QueryException.Execution(binary.Matching.Many == ManySide.None
                    ? "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)"
                    : "multiple matches for labels: grouping labels must ensure unique matches");
            }

            results.Add(new Element(labels, value));
        }

        return new(results);
    }

    private static Dictionary<LabelSet, Element> Unique(BinaryExpression binary, IReadOnlyList<Element> elements)
    {
        var bySignature = new Dictionary<LabelSet, Element>();
        foreach (var element in elements)
        {
            var signature = binary.Matching.Signature(element.Labels);
            if (!bySignature.TryAdd(signature, element))
            {
                var side = binary.Matching.Many == ManySide.Right ? "left" : "right";
                throw QueryException.Execution(
                    $"found duplicate series for the match group {signature} on the {side} hand-side of the operation: "
                    + $"[{element.Labels}, {bySignature[signature].Labels}];many-to-many matching not allowed: matching labels must be unique on one side");
            }
        }

        return bySignature;
    }

    /// <summary>The value of the pair; null where a comparison drops it.</summary>
    private static double? Compute(BinaryExpression binary, Element many, Element one)
    {
        var (left, right) = binary.Matching.Many == ManySide.Right ? (one.Value, many.Value) : (many.Value, one.Value);
        var result = binary.Operator.Compute(left, right);
        if (!binary.Operator.IsComparison || binary.ReturnsBool)
        {
            return result;
        }

        return result == 1 ? left : null;
    }

    private static LabelSet ResultLabels(BinaryExpression binary, LabelSet many, LabelSet one)
    {
        var matching = binary.Matching;
        var labels = binary.Operator.IsComparison && !binary.ReturnsBool ? many : many.WithoutName();
        if (matching.Many == ManySide.None)
        {
            return matching.On ? labels.Only(matching.Labels) : labels.Without(matching.Labels);
        }

        // An included label which the one side lacks is taken away from the many side: With() drops empty values.
        return labels.With(matching.Include.Select(name => KeyValuePair.Create(name, one[name])));
    }
}
