using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Hosting;

/// <summary>Work that nobody awaits one by one. It can be waited for as a whole, and is let finish when the host stops.</summary>
internal sealed partial class BackgroundWork(ILogger<BackgroundWork> log) : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private TaskCompletionSource idle = Completed();
    private int running;

    public bool IsStopping { get; private set; }

    /// <summary>Counts the work as running before this returns. Nothing is started once the host stops.</summary>
    public void Start(Func<CancellationToken, Task> work)
    {
        lock (gate)
        {
            if (IsStopping) return;
            if (running++ == 0) idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        _ = Task.Run(() => RunAsync(work));
    }

    /// <summary>Completes when nothing runs.</summary>
    public Task WhenIdleAsync()
    {
        lock (gate) return idle.Task;
    }

    /// <summary>Starts nothing more, and waits for what runs; once patience is over, cancels it and waits for it to give up.</summary>
    public async Task StopAsync(CancellationToken patience)
    {
        lock (gate) IsStopping = true;
        await using var impatience = patience.Register(stopping.Cancel);
        await WhenIdleAsync();
    }

    public void Dispose() => stopping.Dispose();

    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogCancelled();
        }
#pragma warning disable CA1031 // the last catch of work that nobody awaits: it must reach the log, whatever it is
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogFailed(error);
        }
        finally
        {
            lock (gate)
                if (--running == 0) idle.TrySetResult();
        }
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    [LoggerMessage(20, LogLevel.Warning, "Work under way was cancelled: the host has no more time to stop")]
    private partial void LogCancelled();

    [LoggerMessage(21, LogLevel.Critical, "Background work failed")]
    private partial void LogFailed(Exception error);
}
