using System.Globalization;
using System.Net.Http.Json;

namespace Autocura.Demo.Load;

/// <summary>What a run of load made: requests that were answered well, others, and how long they took.</summary>
public sealed record LoadResult(long Sent, long Failed, TimeSpan Median, TimeSpan NinetyNinth)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sent} requests, {Failed} failed, p50 {Median.TotalMilliseconds:0.0} ms, p99 {NinetyNinth.TotalMilliseconds:0.0} ms");
}

/// <summary>Where to, for how long, and how much of the week passes in a second.</summary>
public sealed record LoadPlan(Uri Target, TimeSpan Length)
{
    /// <summary>1 is real time; 10,080 plays a week in a minute.</summary>
    public double Speed { get; init; } = 1;

    public int Seed { get; init; } = 1;

    /// <summary>Most requests under way at a time: what comes above is counted as failed, and not kept waiting for ever.</summary>
    public int Concurrency { get; init; } = 200;
}

/// <summary>
/// Asks POST /process as the pattern of the week says, second by second. It is open: requests are sent when they are due, whether or not those before have
/// been answered, so that a slow application shows itself in the latencies and does not slow its own load down.
/// </summary>
public sealed class LoadRun(LoadPattern pattern, LoadPlan plan, HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private readonly Lock counting = new();
    private readonly List<TimeSpan> took = [];
    private long failed;

    public async Task<LoadResult> RunAsync(CancellationToken cancellation)
    {
        var (random, begun, origin) = (new Random(plan.Seed), time.GetTimestamp(), time.GetUtcNow());
        using var room = new SemaphoreSlim(plan.Concurrency);
        var (underWay, done) = (new List<Task>(), TimeSpan.Zero);
        using var pace = new PeriodicTimer(Tick, time);
        while (done < plan.Length && await pace.WaitForNextTickAsync(cancellation))
        {
            var now = time.GetElapsedTime(begun);
            var due = Arrivals.Of(pattern.At(origin + (now * plan.Speed), origin) * (now - done).TotalSeconds, random);
            done = now;
            underWay.RemoveAll(request => request.IsCompleted);
            for (var i = 0L; i < due; i++)
            {
                underWay.Add(SendAsync(room, cancellation));
            }
        }

        await Task.WhenAll(underWay);
        return Result();
    }

    private async Task SendAsync(SemaphoreSlim room, CancellationToken cancellation)
    {
        if (!await room.WaitAsync(TimeSpan.Zero, cancellation))
        {
            Interlocked.Increment(ref failed);
            return;
        }

        var begun = time.GetTimestamp();
        try
        {
            using var answer = await http.PostAsJsonAsync(new Uri(plan.Target, "/process"), (string[])["load"], cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                Interlocked.Increment(ref failed);
            }
        }
        catch (HttpRequestException)
        {
            // Counted: a load generator goes on when its target is down, which is when it matters.
            Interlocked.Increment(ref failed);
        }
        finally
        {
            lock (counting)
            {
                took.Add(time.GetElapsedTime(begun));
            }

            room.Release();
        }
    }

    private LoadResult Result()
    {
        took.Sort();
        return new(took.Count, failed, At(0.5), At(0.99));

        TimeSpan At(double share) => took.Count == 0 ? TimeSpan.Zero : took[Math.Min(took.Count - 1, (int)(took.Count * share))];
    }
}
