namespace Autocura.Signals.Series;

/// <summary>The newest values of a series in order of size: exact quantiles at any moment. A new value costs a search and the move of a part of the array.</summary>
internal sealed class SortedWindow(int size)
{
    // Turns the interquartile range into the standard deviation of a normal sample.
    private const double IqrOfNormal = 1.348980;

    private readonly double[] arrived = new double[size];
    private readonly double[] sorted = new double[size];
    private int next;

    public int Count { get; private set; }

    public double Median => Count == 0 ? double.NaN : Quantile(0.5);

    /// <summary>The interquartile range as a standard deviation; half of the span of the central nine tenths over that of a normal sample where it is larger, for values that mostly stand still.</summary>
    public double Spread => Math.Max((Quantile(0.75) - Quantile(0.25)) / IqrOfNormal, (Quantile(0.95) - Quantile(0.05)) / (4 * 1.644854));

    public double Quantile(double share) => sorted[(int)Math.Round(share * (Count - 1))];

    public void Add(double value)
    {
        if (Count == size)
        {
            Remove(arrived[next]);
        }

        var at = Array.BinarySearch(sorted, 0, Count, value);
        at = at < 0 ? ~at : at;
        Array.Copy(sorted, at, sorted, at + 1, Count - at);
        sorted[at] = value;
        Count++;
        arrived[next] = value;
        next = (next + 1) % size;
    }

    private void Remove(double value)
    {
        var at = Array.BinarySearch(sorted, 0, Count, value);
        Array.Copy(sorted, at + 1, sorted, at, Count - at - 1);
        Count--;
    }
}
