using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Query;

/// <summary>What an expression evaluates to.</summary>
internal enum ValueType
{
    Scalar,
    InstantVector,
    RangeVector,
    Text,
}

/// <summary>A parsed query. Every node knows its type, so that misuse is refused before anything is evaluated.</summary>
internal abstract record Expression(int Position)
{
    public abstract ValueType Type { get; }
}

internal sealed record NumberExpression(int Position, double Value) : Expression(Position)
{
    public override ValueType Type => ValueType.Scalar;
}

internal sealed record TextExpression(int Position, string Value) : Expression(Position)
{
    public override ValueType Type => ValueType.Text;
}

internal sealed record VectorExpression(int Position, Selection Selection, TimeSpan Offset) : Expression(Position)
{
    public override ValueType Type => ValueType.InstantVector;
}

internal sealed record RangeExpression(int Position, VectorExpression Selector, TimeSpan Range) : Expression(Position)
{
    public override ValueType Type => ValueType.RangeVector;
}

internal sealed record NegationExpression(int Position, Expression Operand) : Expression(Position)
{
    public override ValueType Type => Operand.Type;
}

internal sealed record CallExpression(int Position, Function Function, IReadOnlyList<Expression> Arguments) : Expression(Position)
{
    public override ValueType Type => Function.Returns;
}

internal sealed record AggregateExpression(int Position, Aggregation Aggregation, Expression Operand, Expression? Parameter, Grouping Grouping)
    : Expression(Position)
{
    public override ValueType Type => ValueType.InstantVector;
}

internal sealed record BinaryExpression(int Position, BinaryOperator Operator, Expression Left, Expression Right, Matching Matching)
    : Expression(Position)
{
    /// <summary>A comparison that answers 0 or 1 instead of keeping or dropping.</summary>
    public bool ReturnsBool { get; init; }

    public override ValueType Type =>
        Left.Type == ValueType.Scalar && Right.Type == ValueType.Scalar ? ValueType.Scalar : ValueType.InstantVector;
}

/// <summary>The labels that an aggregation keeps (<c>by</c>) or drops (<c>without</c>).</summary>
internal sealed record Grouping(bool Without, IReadOnlyList<string> Labels)
{
    public static readonly Grouping None = new(Without: false, []);

    public LabelSet Of(LabelSet labels) => Without ? labels.Without([.. Labels, LabelSet.MetricName]) : labels.Only(Labels);
}

/// <summary>How the two sides of a binary operation find each other.</summary>
internal sealed record Matching(bool On, IReadOnlyList<string> Labels, ManySide Many, IReadOnlyList<string> Include)
{
    public static readonly Matching Default = new(On: false, [], ManySide.None, []);

    public bool IsDefault => !On && Labels.Count == 0 && Many == ManySide.None;

    public LabelSet Signature(LabelSet labels) => On ? labels.Only(Labels) : labels.Without([.. Labels, LabelSet.MetricName]);
}

internal enum ManySide
{
    None,
    Left,
    Right,
}
