using System.Collections.Concurrent;

namespace Autocura.Embedded.Durable;

/// <summary>Tells those who wait for an instance when its status has changed.</summary>
internal sealed class InstanceWatch
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new();

    /// <summary>Ends with the next change. Take it before looking at the status, or a change in between is missed.</summary>
    public Task NextChangeAsync(string instanceId) =>
        waiting.GetOrAdd(instanceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Changed(string instanceId)
    {
        if (waiting.TryRemove(instanceId, out var change)) change.SetResult();
    }
}
