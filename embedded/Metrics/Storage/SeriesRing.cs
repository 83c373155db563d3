namespace Autocura.Embedded.Metrics.Storage;

/// <summary>The points of one series, oldest first, in a ring that grows up to its capacity and then forgets the oldest.</summary>
internal sealed class SeriesRing(int capacity)
{
    private Point[] points = new Point[Math.Min(16, capacity)];
    private int start;

    public int Count { get; private set; }

    /// <summary>When the newest point was; long ago where there is none.</summary>
    public long NewestMilliseconds => Count > 0 ? this[Count - 1].Milliseconds : long.MinValue;

    public Point this[int index] => points[(start + index) % points.Length];

    /// <summary>Adds a point; one that is not newer than the newest is refused, as time only goes forward.</summary>
    public bool Append(Point point)
    {
        if (point.Milliseconds <= NewestMilliseconds)
        {
            return false;
        }

        if (Count == points.Length && Count < capacity)
        {
            Grow();
        }

        if (Count == points.Length)
        {
            start = (start + 1) % points.Length;
            Count--;
        }

        points[(start + Count) % points.Length] = point;
        Count++;
        return true;
    }

    /// <summary>Forgets what is older than the given time.</summary>
    public void Trim(long oldest)
    {
        var drop = IndexAtOrAfter(oldest);
        start = (start + drop) % points.Length;
        Count -= drop;
    }

    /// <summary>The points from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public Point[] Window(long from, long to)
    {
        var first = IndexAtOrAfter(from);
        var length = IndexAtOrAfter(to + 1) - first;
        var window = new Point[Math.Max(0, length)];
        for (var i = 0; i < window.Length; i++)
        {
            window[i] = this[first + i];
        }

        return window;
    }

    /// <summary>The newest point from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public Point? Newest(long from, long to)
    {
        var index = IndexAtOrAfter(to + 1) - 1;
        return index >= 0 && this[index].Milliseconds >= from ? this[index] : null;
    }

    private int IndexAtOrAfter(long milliseconds)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = this[middle].Milliseconds < milliseconds ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Grow()
    {
        var larger = new Point[Math.Min(capacity, points.Length * 2)];
        for (var i = 0; i < Count; i++)
        {
            larger[i] = this[i];
        }

        (points, start) = (larger, 0);
    }
}
