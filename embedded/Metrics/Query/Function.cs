namespace Autocura.Embedded.Metrics.Query;

/// <summary>
/// One function of the language: its signature, and its computation over evaluated arguments. The expressions come along for the few functions
/// whose result depends on what was asked and not only on what came (<c>absent</c>).
/// </summary>
internal sealed record Function(string Name, ValueType Returns, IReadOnlyList<ValueType> Parameters, Func<FunctionInput, Value> Compute)
{
    /// <summary>Parameters that may be left out, counted from the last.</summary>
    public int Optional { get; init; }

    /// <summary>Whether the last parameter may be repeated.</summary>
    public bool Variadic { get; init; }

    public int RequiredParameters => Parameters.Count - Optional;
}

/// <summary>What a function is computed from.</summary>
internal sealed record FunctionInput(IReadOnlyList<Value> Arguments, IReadOnlyList<Expression> Expressions, long Milliseconds)
{
    public IReadOnlyList<Element> Vector(int index) => ((Value.Vector)Arguments[index]).Elements;

    public IReadOnlyList<Window> Windows(int index) => ((Value.Matrix)Arguments[index]).Windows;

    public double Number(int index) => ((Value.Scalar)Arguments[index]).Number;

    public double Number(int index, double otherwise) => index < Arguments.Count ? Number(index) : otherwise;

    public string Text(int index) => ((Value.Text)Arguments[index]).Content;
}
