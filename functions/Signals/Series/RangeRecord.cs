using Autocura.Statistics;

namespace Autocura.Signals.Series;

/// <summary>
/// By how much a value breaks the record of its series, upwards or downwards, as a share of the range so far. Of n exchangeable values the newest is a record with probability 2 / n whatever their
/// distribution (Rényi 1962), so records need no model; and the larger the margin, the less is it chance.
/// </summary>
internal sealed class RangeRecord
{
    private const double MiddleMemory = 500;

    private readonly Extremes high = new();
    private readonly Extremes low = new();
    private double middle = double.NaN;

    /// <summary>The margin over the record, 0 to 1; 0 for a value within the range. NaN is none.</summary>
    public double Margin(double value)
    {
        if (double.IsNaN(value))
        {
            return 0;
        }

        var (top, bottom) = double.IsNaN(middle) ? (value, value) : (high.Largest, -low.Largest);
        var range = Math.Max(Math.Max(top, value) - Math.Min(bottom, value), NoiseFloor.Default.At(value));
        middle = double.IsNaN(middle) ? value : middle;
        high.Add(value, middle);
        low.Add(-value, -middle);
        middle += (value - middle) / MiddleMemory;
        return Math.Max(0, Math.Max(value - top, bottom - value)) / range;
    }
}
