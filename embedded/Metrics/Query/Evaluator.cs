using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Query;

/// <summary>Evaluates a parsed expression at one instant over the store.</summary>
internal sealed class Evaluator(SeriesStore store, long at)
{
    /// <summary>How far back an instant selector looks for the newest point: Prometheus's default.</summary>
    public static readonly TimeSpan LookBack = TimeSpan.FromMinutes(5);

    public Value Evaluate(Expression expression) => expression switch
    {
        NumberExpression number => new Value.Scalar(number.Value),
        TextExpression text => new Value.Text(text.Value),
        VectorExpression vector => Select(vector),
        RangeExpression range => Select(range),
        NegationExpression negation => Negate(Evaluate(negation.Operand)),
        CallExpression call => call.Function.Compute(new FunctionInput([.. call.Arguments.Select(Evaluate)], call.Arguments, at)),
        AggregateExpression aggregate => Aggregate(aggregate),
        BinaryExpression binary => Binary(binary),
        _ => throw new InvalidOperationException($"No evaluation for {expression.GetType().Name}."),
    };

    private Value.Vector Select(VectorExpression vector) =>
        new([.. store.Instant(vector.Selection, at - Milliseconds(vector.Offset), Milliseconds(LookBack))
            .Select(found => new Element(found.Labels, found.Value))]);

    private Value.Matrix Select(RangeExpression range)
    {
        var end = at - Milliseconds(range.Selector.Offset);
        var start = end - Milliseconds(range.Range);
        return new([.. store.Range(range.Selector.Selection, start, end).Select(found => new Window(found.Labels, found.Points, start, end))]);
    }

    private static Value Negate(Value value) => value switch
    {
        Value.Scalar scalar => new Value.Scalar(-scalar.Number),
        Value.Vector vector => new Value.Vector([.. vector.Elements.Select(element => new Element(element.Labels.WithoutName(), -element.Value))]),
        _ => throw new InvalidOperationException("Only numbers have a sign."),
    };

    private Value.Vector Aggregate(AggregateExpression aggregate)
    {
        var parameter = aggregate.Parameter is null ? 0 : ((Value.Scalar)Evaluate(aggregate.Parameter)).Number;
        return new(aggregate.Aggregation.Apply(Elements(aggregate.Operand), aggregate.Grouping, parameter));
    }

    private Value Binary(BinaryExpression binary)
    {
        var (left, right) = (Evaluate(binary.Left), Evaluate(binary.Right));
        return (left, right) switch
        {
            (Value.Scalar a, Value.Scalar b) => new Value.Scalar(binary.Operator.Compute(a.Number, b.Number)),
            (Value.Vector a, Value.Scalar b) => ScalarOperation.Apply(binary, a.Elements, value => binary.Operator.Compute(value, b.Number)),
            (Value.Scalar a, Value.Vector b) => ScalarOperation.Apply(binary, b.Elements, value => binary.Operator.Compute(a.Number, value)),
            (Value.Vector a, Value.Vector b) => binary.Operator.IsSet
                ? SetOperation.Apply(binary, a.Elements, b.Elements)
                : VectorOperation.Apply(binary, a.Elements, b.Elements),
            _ => throw new InvalidOperationException("The type check lets only numbers through."),
        };
    }

    private IReadOnlyList<Element> Elements(Expression expression) => ((Value.Vector)Evaluate(expression)).Elements;

    private static long Milliseconds(TimeSpan duration) => (long)duration.TotalMilliseconds;
}
