namespace Autocura.Embedded.Metrics.Storage;

/// <summary>One value at one time, in milliseconds since 1970.</summary>
internal readonly record struct Point(long Milliseconds, double Value)
{
    // Prometheus's own bit pattern: a NaN that no computation produces.
    private const long StaleBits = 0x7ff0000000000002;

    public static Point Stale(long milliseconds) => new(milliseconds, BitConverter.Int64BitsToDouble(StaleBits));

    public bool IsStale => BitConverter.DoubleToInt64Bits(Value) == StaleBits;
}
