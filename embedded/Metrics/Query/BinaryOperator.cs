namespace Autocura.Embedded.Metrics.Query;

internal enum OperatorKind
{
    Arithmetic,
    Comparison,
    Set,
}

/// <summary>A binary operator: how it binds, what it computes, and what a comparison keeps.</summary>
internal sealed record BinaryOperator(string Symbol, OperatorKind Kind, int Precedence, Func<double, double, double> Compute)
{
    /// <summary>Binds tighter than a sign: <c>-2^2</c> is <c>-(2^2)</c>. It alone groups to the right.</summary>
    public const int PowerPrecedence = 6;

    /// <summary>Prefix signs bind as multiplication does.</summary>
    public const int SignPrecedence = 5;

    private static readonly Dictionary<string, BinaryOperator> BySymbol = new BinaryOperator[]
    {
        new("or", OperatorKind.Set, 1, Undefined),
        new("and", OperatorKind.Set, 2, Undefined),
        new("unless", OperatorKind.Set, 2, Undefined),
        new("==", OperatorKind.Comparison, 3, (a, b) => a == b ? 1 : 0),
        new("!=", OperatorKind.Comparison, 3, (a, b) => a != b ? 1 : 0),
        new(">", OperatorKind.Comparison, 3, (a, b) => a > b ? 1 : 0),
        new("<", OperatorKind.Comparison, 3, (a, b) => a < b ? 1 : 0),
        new(">=", OperatorKind.Comparison, 3, (a, b) => a >= b ? 1 : 0),
        new("<=", OperatorKind.Comparison, 3, (a, b) => a <= b ? 1 : 0),
        new("+", OperatorKind.Arithmetic, 4, (a, b) => a + b),
        new("-", OperatorKind.Arithmetic, 4, (a, b) => a - b),
        new("*", OperatorKind.Arithmetic, 5, (a, b) => a * b),
        new("/", OperatorKind.Arithmetic, 5, (a, b) => a / b),
        new("%", OperatorKind.Arithmetic, 5, (a, b) => a % b),
        new("^", OperatorKind.Arithmetic, PowerPrecedence, Math.Pow),
    }.ToDictionary(one => one.Symbol);

    public bool IsComparison => Kind == OperatorKind.Comparison;

    public bool IsSet => Kind == OperatorKind.Set;

    /// <summary>The operator a token stands for, if any.</summary>
    public static BinaryOperator? Of(Token token) => token.Kind switch
    {
        TokenKind.Symbol => BySymbol.GetValueOrDefault(token.Text),
        TokenKind.Identifier => BySymbol.GetValueOrDefault(token.Text.ToLowerInvariant()),
        _ => null,
    };

    private static double Undefined(double left, double right) => throw new InvalidOperationException("A set operator computes no value.");
}
