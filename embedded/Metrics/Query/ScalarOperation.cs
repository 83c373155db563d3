namespace Autocura.Embedded.Metrics.Query;

/// <summary>A vector on one side and a number on the other. A comparison keeps the elements, and their values, for which it holds.</summary>
internal static class ScalarOperation
{
    public static Value.Vector Apply(BinaryExpression binary, IReadOnlyList<Element> elements, Func<double, double> compute)
    {
        if (binary.Operator.IsComparison && !binary.ReturnsBool)
        {
            return new([.. elements.Where(element => compute(element.Value) == 1)]);
        }

        return new([.. elements.Select(element => new Element(element.Labels.WithoutName(), compute(element.Value)))]);
    }
}
