using System.Diagnostics.CodeAnalysis;

namespace Autocura.Embedded.Durable;

/// <summary>
/// Runs what is put into it in order, so much at once and no more. A new item starts one run; readers of a channel, all of which wake for each item,
/// would cost more than the items.
/// </summary>
internal sealed class WorkQueue<T>(int atOnce, Func<T, Task> run)
{
    private readonly Lock gate = new();
    private readonly Queue<T> waiting = [];
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isOpen;
    private bool isStopped;
    private int running;

    /// <summary>How many items wait to be run.</summary>
    public int Count
    {
        get
        {
            lock (gate) return waiting.Count;
        }
    }

    /// <summary>False after the stop: the item is not taken. An item may come before the start.</summary>
    public bool Add(T item)
    {
        lock (gate)
        {
            if (isStopped) return false;
            waiting.Enqueue(item);
        }

        RunWaiting();
        return true;
    }

    public void Start()
    {
        lock (gate) isOpen = true;
        RunWaiting();
    }

    /// <summary>Starts nothing more, forgets what waits, and ends when what runs has ended.</summary>
    public Task StopAsync()
    {
        lock (gate)
        {
            isOpen = false;
            isStopped = true;
            waiting.Clear();
            if (running == 0) ended.TrySetResult();
        }

        return ended.Task;
    }

    private void RunWaiting()
    {
        while (TryBegin(out var item))
        {
            var first = item;
            _ = Task.Run(() => RunAsync(first));
        }
    }

    private bool TryBegin([MaybeNullWhen(false)] out T item)
    {
        lock (gate)
        {
            item = default;
            if (!isOpen || running == atOnce || !waiting.TryDequeue(out item)) return false;
            running++;
            return true;
        }
    }

    private async Task RunAsync(T item)
    {
        var next = item;
        do await run(next);
        while (TryGoOn(out next));
    }

    private bool TryGoOn([MaybeNullWhen(false)] out T next)
    {
        lock (gate)
        {
            if (waiting.TryDequeue(out next)) return true;
            if (--running == 0 && isStopped) ended.TrySetResult();
            return false;
        }
    }
}
