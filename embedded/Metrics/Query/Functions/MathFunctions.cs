namespace Autocura.Embedded.Metrics.Query.Functions;

/// <summary>Functions of each value alone.</summary>
internal static class MathFunctions
{
    public static readonly Function[] All =
    [
        OfValue("abs", Math.Abs),
        OfValue("ceil", Math.Ceiling),
        OfValue("floor", Math.Floor),
        OfValue("sqrt", Math.Sqrt),
        OfValue("exp", Math.Exp),
        OfValue("ln", Math.Log),
        OfValue("log2", Math.Log2),
        OfValue("log10", Math.Log10),
        OfValue("sgn", value => value > 0 ? 1 : value < 0 ? -1 : value),
        WithNumbers("clamp_min", 1, (value, input) => Math.Max(value, input.Number(1))),
        WithNumbers("clamp_max", 1, (value, input) => Math.Min(value, input.Number(1))),
        WithNumbers("round", 1, (value, input) => Round(value, input.Number(1, otherwise: 1))) with { Optional = 1 },
        new("clamp", ValueType.InstantVector, [ValueType.InstantVector, ValueType.Scalar, ValueType.Scalar], input =>
            input.Number(1) > input.Number(2)
                ? new Value.Vector([])
                : Map(input, value => Math.Max(input.Number(1), Math.Min(input.Number(2), value)))),
    ];

    private static Function OfValue(string name, Func<double, double> compute) =>
        new(name, ValueType.InstantVector, [ValueType.InstantVector], input => Map(input, compute));

    private static Function WithNumbers(string name, int numbers, Func<double, FunctionInput, double> compute) =>
        new(name, ValueType.InstantVector, [ValueType.InstantVector, .. Enumerable.Repeat(ValueType.Scalar, numbers)],
            input => Map(input, value => compute(value, input)));

    private static Value.Vector Map(FunctionInput input, Func<double, double> compute) =>
        new([.. input.Vector(0).Select(element => new Element(element.Labels.WithoutName(), compute(element.Value)))]);

    // Halves go up, also below zero; multiplying by the inverse keeps results such as 0.3 free of noise.
    private static double Round(double value, double nearest)
    {
        var inverse = 1 / nearest;
        return Math.Floor((value * inverse) + 0.5) / inverse;
    }
}
