namespace Autocura.Signals.Series;

/// <summary>
/// The mean of all values at first, and an exponentially weighted one once as many were seen as <c>memory</c> says: it needs no start value, and forgets nothing before it has something to forget.
/// </summary>
internal sealed class RunningMean(double memory)
{
    private double count;

    public double Value { get; private set; }

    public void Add(double value)
    {
        count = Math.Min(memory, count + 1);
        Value += (value - Value) / count;
    }
}
