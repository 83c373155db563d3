namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>
/// Runs orchestrator code on one thread at a time, in the order in which its awaits end. Only so does the same history always lead to the
/// same calls. Code that leaves the thread is found out, not followed.
/// </summary>
internal sealed class OrchestratorThread(string orchestrator) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> posted = [];
    private int owner;

    /// <summary>True once the code has come back from, or has run on, another thread.</summary>
    public bool WasLeft { get; private set; }

    /// <summary>Runs an action and all that follows from it, until the code awaits something that has not happened.</summary>
    public void Run(Action action)
    {
        var before = Current;
        SetSynchronizationContext(this);
        owner = Environment.CurrentManagedThreadId;
        try
        {
            action();
            while (posted.TryDequeue(out var next)) next.Callback(next.State);
        }
        finally
        {
            owner = 0;
            SetSynchronizationContext(before);
        }
    }

    /// <exception cref="InvalidOperationException">The caller is not on this thread.</exception>
    public void Demand(string member)
    {
        if (!IsHere()) throw new InvalidOperationException(LeftMessage($"{member} was called from another thread"));
    }

    /// <summary>As <see cref="Demand"/>, for callbacks that must not throw.</summary>
    public bool IsHere()
    {
        if (owner == Environment.CurrentManagedThreadId) return true;
        WasLeft = true;
        return false;
    }

    public string LeftMessage(string what) =>
        $"Orchestrator '{orchestrator}': {what}. Orchestrator code may await only what its context returns (and WhenAll or WhenAny over that), without " +
        "ConfigureAwait(false), Task.Run, Task.Delay or CancelAsync: after such an await it could not be replayed.";

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsHere()) posted.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        Demand("A synchronous call");
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;
}
