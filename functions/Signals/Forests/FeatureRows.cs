namespace Autocura.Signals.Forests;

/// <summary>Rows of measured features, one after another in one array. NaN and infinity mean "not measured".</summary>
public readonly record struct FeatureRows
{
    private readonly ReadOnlyMemory<double> values;

    /// <exception cref="ArgumentException">The values are no whole number of rows.</exception>
    public FeatureRows(ReadOnlyMemory<double> values, int features)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        if (values.Length % features != 0) throw new ArgumentException($"{values.Length} values are no whole number of rows of {features}.", nameof(values));
        this.values = values;
        Features = features;
    }

    /// <summary>Values in a row.</summary>
    public int Features { get; }

    public int Count => values.Length / Features;

    public ReadOnlySpan<double> Values => values.Span;

    public ReadOnlySpan<double> this[int row] => values.Span.Slice(row * Features, Features);
}
