using System.Diagnostics;
using Autocura.Embedded.Durable.Storage;
using Autocura.Telemetry;
using Microsoft.DurableTask;

namespace Autocura.Embedded.Durable.Telemetry;

/// <summary>
/// A span for each start, turn and activity. An instance keeps the context it was started in, so that all its spans and those of its children
/// are one trace, however often the process was started anew meanwhile. The attributes are those of the Durable Task libraries.
/// </summary>
internal static class EngineTraces
{
    public const string SourceName = "Autocura.Durable";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The start of an instance by a client, under whatever the client is doing.</summary>
    public static Activity? Start(NewInstance wanted) => (Source.HasListeners() ? Source.StartActivity($"create_orchestration:{wanted.Name}", ActivityKind.Producer) : null)
        ?.Describe("orchestration", wanted.Name, wanted.InstanceId);

    /// <summary>The context that a new instance keeps: null where nothing is traced.</summary>
    public static string? Context() => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;

    /// <summary>One turn of an orchestrator.</summary>
    public static Activity? Turn(InstanceRecord instance) => Open("orchestration", instance.Name, instance.TraceParent)
        ?.Describe("orchestration", instance.Name, instance.InstanceId)
        .SetTag("durabletask.task.execution_id", instance.ExecutionId);

    /// <summary>One run of an activity.</summary>
    public static Activity? Run(ActivityWork work) => Open("activity", work.Name, work.TraceParent)
        ?.Describe("activity", work.Name, work.Key.InstanceId)
        .SetTag("durabletask.task.task_id", work.Key.TaskId)
        .SetTag("durabletask.task.attempt", work.Attempt);

    /// <summary>What lines that are logged within an activity say of it.</summary>
    public static LogFields Fields(ActivityWork work) => new(
        $"Activity {work.Name} of {work.Key.InstanceId}, attempt {work.Attempt}",
        new("durabletask.task.name", work.Name),
        new("durabletask.task.instance_id", work.Key.InstanceId),
        new("durabletask.task.attempt", work.Attempt));

    /// <summary>How it ended; a failure with its message.</summary>
    public static void End(this Activity? span, string status, TaskFailureDetails? failure)
    {
        if (span is null) return;
        span.SetTag("durabletask.task.status", status);
        if (failure is not null) span.SetStatus(ActivityStatusCode.Error, failure.ErrorMessage).SetTag("error.type", failure.ErrorType);
    }

    private static Activity? Open(string type, string name, string? parent)
    {
        if (!Source.HasListeners()) return null;
        return Source.StartActivity($"{type}:{name}", ActivityKind.Internal, ActivityContext.TryParse(parent, null, isRemote: true, out var context) ? context : default);
    }

    private static Activity Describe(this Activity span, string type, string name, string instanceId) => span
        .SetTag("durabletask.type", type)
        .SetTag("durabletask.task.name", name)
        .SetTag("durabletask.task.instance_id", instanceId);
}
