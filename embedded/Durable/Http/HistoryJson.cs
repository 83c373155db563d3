using System.Text.Json;
using Microsoft.DurableTask;

namespace Autocura.Embedded.Durable.Http;

/// <summary>
/// A history as the management API shows it: an activity or a child and its result are one entry, turns are left out, results are there
/// when asked for.
/// </summary>
internal static class HistoryJson
{
    public static void Write(Utf8JsonWriter writer, InstanceRecord instance, IReadOnlyList<HistoryEvent> history, bool withOutput)
    {
        var calls = history.Where(IsCall).ToDictionary(item => item.TaskId);
        var answered = history.Where(IsResult).Select(item => item.TaskId).ToHashSet();
        writer.WriteStartArray("historyEvents");
        foreach (var item in history.Where(item => item.Kind != HistoryEventKind.TurnStarted && !(IsCall(item) && answered.Contains(item.TaskId))))
            WriteEvent(writer, instance, item, IsResult(item) ? calls.GetValueOrDefault(item.TaskId) : null, withOutput);
        writer.WriteEndArray();
    }

    private static void WriteEvent(Utf8JsonWriter writer, InstanceRecord instance, HistoryEvent item, HistoryEvent? call, bool withOutput)
    {
        writer.WriteStartObject();
        writer.WriteString("EventType", Name(item.Kind));
        WriteName(writer, item, call);
        if ((call ?? item).Target is { } target && target != HistoryEvent.Descendants) writer.WriteString("InstanceId", target);
        if (call is not null) writer.WriteString("ScheduledTime", call.At.UtcDateTime);
        // A timer fires at the time it was due at.
        if (item.Kind == HistoryEventKind.TimerFired) writer.WriteString("FireAt", item.At.UtcDateTime);
        else if (item.DueAt is { } due) writer.WriteString("FireAt", due.UtcDateTime);
        WritePayload(writer, instance, item, withOutput);
        writer.WriteString("Timestamp", item.At.UtcDateTime);
        writer.WriteEndObject();
        if (item.Kind == HistoryEventKind.ExecutionTerminated) WriteTerminatedEnd(writer, instance, item, withOutput);
    }

    /// <summary>What began or ended is a function; what was only asked for, and an event, has a name.</summary>
    private static void WriteName(Utf8JsonWriter writer, HistoryEvent item, HistoryEvent? call)
    {
        if (call is not null) writer.WriteString("FunctionName", call.Name);
        else if (item.Name is { } name) writer.WriteString(item.Kind == HistoryEventKind.ExecutionStarted ? "FunctionName" : "Name", name);
    }

    private static void WritePayload(Utf8JsonWriter writer, InstanceRecord instance, HistoryEvent item, bool withOutput)
    {
        switch (item.Kind)
        {
            case HistoryEventKind.TaskFailed or HistoryEventKind.SubOrchestrationFailed:
                var failure = DurableJson.Deserialize<TaskFailureDetails>(item.Payload)!;
                writer.WriteString("Reason", failure.ErrorMessage);
                writer.WriteString("Details", failure.StackTrace ?? failure.ToString());
                break;
            case HistoryEventKind.ExecutionFailed:
                writer.WriteString("OrchestrationStatus", "Failed");
                if (withOutput) writer.WriteString("Result", DurableJson.Deserialize<TaskFailureDetails>(item.Payload)!.ErrorMessage);
                break;
            case HistoryEventKind.ExecutionCompleted:
                writer.WriteString("OrchestrationStatus", "Completed");
                if (withOutput) writer.WriteJson("Result", instance.Output);
                break;
            case HistoryEventKind.TaskCompleted or HistoryEventKind.SubOrchestrationCompleted when withOutput:
                writer.WriteJson("Result", item.Payload);
                break;
            case HistoryEventKind.ExecutionSuspended or HistoryEventKind.ExecutionResumed or HistoryEventKind.ExecutionRewound:
                writer.WriteJson("Reason", item.Payload);
                break;
        }
    }

    /// <summary>The order to end ends the run at once: the engine records one event where the Functions host shows two.</summary>
    private static void WriteTerminatedEnd(Utf8JsonWriter writer, InstanceRecord instance, HistoryEvent item, bool withOutput)
    {
        writer.WriteStartObject();
        writer.WriteString("EventType", nameof(HistoryEventKind.ExecutionCompleted));
        writer.WriteString("OrchestrationStatus", "Terminated");
        if (withOutput) writer.WriteJson("Result", instance.Output);
        writer.WriteString("Timestamp", item.At.UtcDateTime);
        writer.WriteEndObject();
    }

    private static string Name(HistoryEventKind kind) => kind switch
    {
        HistoryEventKind.SubOrchestrationStarted => "SubOrchestrationInstanceCreated",
        HistoryEventKind.SubOrchestrationCompleted => "SubOrchestrationInstanceCompleted",
        HistoryEventKind.SubOrchestrationFailed => "SubOrchestrationInstanceFailed",
        HistoryEventKind.ExecutionFailed => nameof(HistoryEventKind.ExecutionCompleted),
        _ => kind.ToString(),
    };

    private static bool IsCall(HistoryEvent item) => item.Kind is HistoryEventKind.TaskScheduled or HistoryEventKind.SubOrchestrationStarted;

    private static bool IsResult(HistoryEvent item) => item.Kind
        is HistoryEventKind.TaskCompleted or HistoryEventKind.TaskFailed
        or HistoryEventKind.SubOrchestrationCompleted or HistoryEventKind.SubOrchestrationFailed;
}
