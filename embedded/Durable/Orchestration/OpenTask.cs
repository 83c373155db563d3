using System.Text.Json;
using Microsoft.DurableTask;

namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>A call whose result the code awaits.</summary>
internal abstract class OpenTask
{
    public required string Name { get; init; }

    /// <summary>When a timer is due; null for other calls.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What the code expects as the result.</summary>
    public abstract Type ResultType { get; }

    public abstract void Complete(string? json);

    public abstract void Fail(Exception reason);

    public abstract void Cancel(CancellationToken token);
}

/// <summary>An open call with a typed result. Its continuations run where it is completed: on the orchestrator's thread.</summary>
internal sealed class OpenTask<T> : OpenTask
{
    private readonly TaskCompletionSource<T> completion = new();

    public Task<T> Task => completion.Task;

    public override Type ResultType => typeof(T);

    public override void Complete(string? json)
    {
        T? result;
        try
        {
            result = DurableJson.Deserialize<T>(json);
        }
        catch (Exception mismatch) when (mismatch is JsonException or NotSupportedException)
        {
            completion.TrySetException(new JsonException($"The result of '{Name}' is not a {typeof(T)}: {mismatch.Message}", mismatch));
            return;
        }

        completion.TrySetResult(result!);
    }

    public override void Fail(Exception reason) => completion.TrySetException(reason);

    public override void Cancel(CancellationToken token) => completion.TrySetCanceled(token);
}
