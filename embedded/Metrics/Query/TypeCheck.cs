namespace Autocura.Embedded.Metrics.Query;

/// <summary>Refuses expressions whose parts do not fit, in Prometheus's words.</summary>
internal static class TypeCheck
{
    public static BinaryExpression Binary(BinaryExpression binary)
    {
        var (left, right) = (binary.Left.Type, binary.Right.Type);
        if (left is not (ValueType.Scalar or ValueType.InstantVector) || right is not (ValueType.Scalar or ValueType.InstantVector))
        {
            throw QueryException.Parse(binary.Position, "binary expression must contain only scalar and instant vector types");
        }

        var scalars = (left == ValueType.Scalar ? 1 : 0) + (right == ValueType.Scalar ? 1 : 0);
        if (scalars > 0 && binary.Operator.IsSet)
        {
            throw QueryException.Parse(binary.Position, $"set operator \"{binary.Operator.Symbol}\" not allowed in binary scalar expression");
        }

        if (scalars > 0 && !binary.Matching.IsDefault)
        {
            throw QueryException.Parse(binary.Position, "vector matching only allowed between instant vectors");
        }

        return scalars == 2 && binary.Operator.IsComparison && !binary.ReturnsBool
            ? throw QueryException.Parse(binary.Position, "comparisons between scalars must use BOOL modifier")
            : binary;
    }

    public static void Sign(Expression operand)
    {
        if (operand.Type is not (ValueType.Scalar or ValueType.InstantVector))
        {
            throw QueryException.Parse(operand.Position,
                $"unary expression only allowed on expressions of type scalar or instant vector, got \"{Name(operand.Type)}\"");
        }
    }

    public static CallExpression Call(CallExpression call)
    {
        var (function, count) = (call.Function, call.Arguments.Count);
        if (count < function.RequiredParameters || (count > function.Parameters.Count && !function.Variadic))
        {
            throw QueryException.Parse(call.Position,
                $"expected {function.RequiredParameters} argument(s) in call to \"{function.Name}\", got {count}");
        }

        for (var i = 0; i < count; i++)
        {
            Expect(function.Parameters[Math.Min(i, function.Parameters.Count - 1)], call.Arguments[i], $"call to function \"{function.Name}\"");
        }

        return call;
    }

    public static AggregateExpression Aggregate(int position, Aggregation aggregation, List<Expression> arguments, Grouping grouping)
    {
        var expected = aggregation.Parameter is null ? 1 : 2;
        if (arguments.Count != expected)
        {
            throw QueryException.Parse(position, $"wrong number of arguments for aggregate expression provided, expected {expected}, got {arguments.Count}");
        }

        Expect(ValueType.InstantVector, arguments[^1], $"aggregation \"{aggregation.Name}\"");
        if (aggregation.Parameter is not { } type)
        {
            return new AggregateExpression(position, aggregation, arguments[0], null, grouping);
        }

        Expect(type, arguments[0], $"aggregation \"{aggregation.Name}\"");
        return new AggregateExpression(position, aggregation, arguments[1], arguments[0], grouping);
    }

    private static void Expect(ValueType expected, Expression argument, string where)
    {
        if (argument.Type != expected)
        {
            throw QueryException.Parse(argument.Position, $"expected type {Name(expected)} in {where}, got {Name(argument.Type)}");
        }
    }

    private static string Name(ValueType type) => type switch
    {
        ValueType.Scalar => "scalar",
        ValueType.InstantVector => "instant vector",
        ValueType.RangeVector => "range vector",
        _ => "string",
    };
}
