namespace Autocura.Cluster.Readers;

/// <summary>The time one part of the evidence may take. All that is read in it is read at once, so that its end is the end of each.</summary>
internal sealed class ReadingTime : IDisposable
{
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    private readonly CancellationToken stopped;
    private readonly CancellationTokenSource end;
    private readonly CancellationTokenSource either;

    public ReadingTime(TimeProvider time, CancellationToken stopped)
    {
        this.stopped = stopped;
        end = new CancellationTokenSource(Budget, time);
        either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, stopped);
    }

    /// <summary>Cancelled when the time is over, or nobody waits any more.</summary>
    public CancellationToken Token => either.Token;

    public bool IsOver => end.IsCancellationRequested && !stopped.IsCancellationRequested;

    public void Dispose()
    {
        either.Dispose();
        end.Dispose();
    }
}
