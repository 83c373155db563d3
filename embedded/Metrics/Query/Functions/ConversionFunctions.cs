using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Query.Functions;

/// <summary>Functions between scalars and vectors, and of the time of evaluation.</summary>
internal static class ConversionFunctions
{
    public static readonly Function[] All =
    [
        new("time", ValueType.Scalar, [], input => new Value.Scalar(input.Milliseconds / 1000.0)),
        new("vector", ValueType.InstantVector, [ValueType.Scalar], input => new Value.Vector([new Element(LabelSet.Empty, input.Number(0))])),
        new("scalar", ValueType.Scalar, [ValueType.InstantVector], input =>
            new Value.Scalar(input.Vector(0) is [var only] ? only.Value : double.NaN)),
        new("sort", ValueType.InstantVector, [ValueType.InstantVector], input =>
            new Value.Vector([.. input.Vector(0).OrderBy(element => double.IsNaN(element.Value)).ThenBy(element => element.Value)])),
        new("sort_desc", ValueType.InstantVector, [ValueType.InstantVector], input =>
            new Value.Vector([.. input.Vector(0).OrderBy(element => double.IsNaN(element.Value)).ThenByDescending(element => element.Value)])),
    ];
}
