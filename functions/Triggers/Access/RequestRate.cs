using System.Collections.Concurrent;

namespace Autocura.Triggers.Access;

/// <summary>
/// Bounds how many requests a caller may send of each kind: a bucket of ten seconds' worth, filled at the rate that is set. One caller who sends without end takes nothing from the
/// others. Each host counts for itself, by the machine's clock.
/// </summary>
internal sealed class RequestRate(AccessOptions options, TimeProvider time)
{
    private const double BurstSeconds = 10;

    /// <summary>Callers with a bucket of their own; those beyond share one. People and systems are some hundreds at most.</summary>
    private const int MostCallers = 2000;

    // A clock's ticks need not divide a second: who waited as long as was said is not sent away again.
    private const double Rounding = 1e-6;

    private const string Others = "";

    private readonly ConcurrentDictionary<(string Who, Traffic Traffic), Bucket> buckets = new();

    /// <summary>Null when there is room; else how long until there is.</summary>
    public TimeSpan? WaitOf(string who, Traffic traffic)
    {
        var rate = RateOf(traffic);
        var key = (who, traffic);
        var bucket = buckets.TryGetValue(key, out var known) ? known : buckets.GetOrAdd(buckets.Count < MostCallers ? key : (Others, traffic), _ => new Bucket(rate * BurstSeconds, time.GetTimestamp()));
        lock (bucket)
        {
            var now = time.GetTimestamp();
            bucket.Left = Math.Min(rate * BurstSeconds, bucket.Left + (time.GetElapsedTime(bucket.At, now).TotalSeconds * rate));
            bucket.At = now;
            if (bucket.Left < 1 - Rounding) return TimeSpan.FromSeconds((1 - bucket.Left) / rate);
            bucket.Left--;
            return null;
        }
    }

    private double RateOf(Traffic traffic) => traffic switch
    {
        Traffic.Alerts => options.AlertsPerSecond,
        Traffic.Orders => options.OrdersPerSecond,
        _ => options.ReadsPerSecond,
    };

    private sealed class Bucket(double left, long at)
    {
        public double Left { get; set; } = left;

        public long At { get; set; } = at;
    }
}

/// <summary>Kinds of requests, each with a rate of its own.</summary>
internal enum Traffic
{
    Reads,
    Alerts,
    Orders,
}
