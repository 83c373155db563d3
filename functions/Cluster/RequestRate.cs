namespace Autocura.Cluster;

/// <summary>
/// Spaces requests out so that no API server is flooded: as many a second as allowed, and after a quiet time two seconds' worth of them at once.
/// </summary>
internal sealed class RequestRate(int perSecond, TimeProvider time)
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly TimeSpan interval = TimeSpan.FromSeconds(1) / perSecond;
    private DateTimeOffset takenUntil = DateTimeOffset.MinValue;

    /// <summary>Completes when it is this caller's turn.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var wait = Take();
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
    }

    private TimeSpan Take()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            takenUntil = (takenUntil > now - Burst ? takenUntil : now - Burst) + interval;
            return takenUntil - now;
        }
    }
}
