namespace Autocura.Statistics;

/// <summary>The median of values that come one by one, and the sum of their distances to it, in O(log n) each: two heaps that meet at the median.</summary>
internal sealed class RunningMedian
{
    private readonly PriorityQueue<double, double> low = new();
    private readonly PriorityQueue<double, double> high = new();
    private double lowSum;
    private double highSum;

    /// <summary>The lower of the two middle values for an even count: any point between them gives the same distances.</summary>
    public double Median => low.Peek();

    /// <summary>Sum of |value - median|.</summary>
    public double Distance => Math.Max(0, highSum - lowSum + (Median * (low.Count - high.Count)));

    public void Add(double value)
    {
        if (low.Count == 0 || value <= Median)
        {
            low.Enqueue(value, -value);
            lowSum += value;
        }
        else
        {
            high.Enqueue(value, value);
            highSum += value;
        }

        Balance();
    }

    private void Balance()
    {
        if (low.Count > high.Count + 1)
        {
            var moved = low.Dequeue();
            lowSum -= moved;
            highSum += moved;
            high.Enqueue(moved, moved);
        }
        else if (high.Count > low.Count)
        {
            var moved = high.Dequeue();
            highSum -= moved;
            lowSum += moved;
            low.Enqueue(moved, -moved);
        }
    }
}
