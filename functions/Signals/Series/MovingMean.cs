namespace Autocura.Signals.Series;

/// <summary>The mean of the newest values; NaN until there are as many as it takes.</summary>
internal sealed class MovingMean(int size)
{
    private readonly double[] values = new double[size];
    private double sum;
    private int count;
    private int next;

    public double Add(double value)
    {
        sum += value - (count == size ? values[next] : 0);
        values[next] = value;
        next = (next + 1) % size;
        count = Math.Min(size, count + 1);
        // Once a round, so that what is lost in each addition does not add up.
        if (next == 0)
        {
            sum = Sum();
        }

        return count < size ? double.NaN : sum / size;
    }

    private double Sum()
    {
        var all = 0.0;
        foreach (var value in values.AsSpan(0, count)) all += value;
        return all;
    }
}
