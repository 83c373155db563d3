namespace Autocura.Embedded.Cluster.OpenApi.Cel;

/// <summary>A parsed expression. Operators are calls of functions named by the operator, as in <c>_+_</c>.</summary>
internal abstract record CelExpression(int Position)
{
    /// <summary>A value as written.</summary>
    internal sealed record Literal(object? Value, int Position) : CelExpression(Position);

    /// <summary>A variable.</summary>
    internal sealed record Name(string Text, int Position) : CelExpression(Position);

    /// <summary>A field of an object, or (under <c>has</c>) whether it is there.</summary>
    internal sealed record Field(CelExpression Of, string Member, bool IsTest, int Position) : CelExpression(Position);

    /// <summary>A function, or a method when <paramref name="On"/> is given.</summary>
    internal sealed record Call(CelExpression? On, string Function, IReadOnlyList<CelExpression> Arguments, int Position) : CelExpression(Position);

    /// <summary>A list as written.</summary>
    internal sealed record List(IReadOnlyList<CelExpression> Elements, int Position) : CelExpression(Position);

    /// <summary>A map as written.</summary>
    internal sealed record Map(IReadOnlyList<(CelExpression Key, CelExpression Value)> Entries, int Position) : CelExpression(Position);

    /// <summary><c>all</c>, <c>exists</c>, <c>exists_one</c>, <c>filter</c> or <c>map</c> over the elements of a list or the keys of a map.</summary>
    internal sealed record Macro(string Kind, CelExpression Range, string Variable, CelExpression? Condition, int Position) : CelExpression(Position)
    {
        /// <summary>What <c>map</c> makes of an element.</summary>
        public CelExpression? Result { get; init; }
    }
}
