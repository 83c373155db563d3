using System.Text.Json;
using Microsoft.DurableTask;

namespace Autocura.Embedded.Durable.Http;

/// <summary>A history as the management API shows it: a call and its result are one entry, turns are left out.</summary>
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
        if (item.Kind is HistoryEventKind.EventRaised or HistoryEventKind.EventSent) writer.WriteString("Name", item.Name);
        else if ((call?.Name ?? item.Name) is { } function) writer.WriteString("FunctionName", function);
        if ((call ?? item).Target is { } target && target != HistoryEvent.Descendants) writer.WriteString("InstanceId", target);
        if (call is not null) writer.WriteString("ScheduledTime", call.At.UtcDateTime);
        if ((call ?? item).DueAt is { } due) writer.WriteString("FireAt", due.UtcDateTime);
        WritePayload(writer, instance, item, withOutput);
        writer.WriteString("Timestamp", item.At.UtcDateTime);
        writer.WriteEndObject();
    }

    private static void WritePayload(Utf8JsonWriter writer, InstanceRecord instance, HistoryEvent item, bool withOutput)
    {
        switch (item.Kind)
        {
            case HistoryEventKind.TaskFailed or HistoryEventKind.SubOrchestrationFailed or HistoryEventKind.ExecutionFailed:
                var failure = DurableJson.Deserialize<TaskFailureDetails>(item.Payload)!;
                if (item.Kind == HistoryEventKind.ExecutionFailed) writer.WriteString("OrchestrationStatus", "Failed");
                writer.WriteString("Reason", failure.ErrorMessage);
                if (withOutput) writer.WriteString("Details", failure.StackTrace ?? failure.ToString());
                break;
            case HistoryEventKind.ExecutionCompleted:
                writer.WriteString("OrchestrationStatus", "Completed");
                if (withOutput) writer.WriteJson("Result", instance.Output);
                break;
            case HistoryEventKind.TaskCompleted or HistoryEventKind.SubOrchestrationCompleted when withOutput:
                writer.WriteJson("Result", item.Payload);
                break;
            case HistoryEventKind.EventRaised when withOutput:
                writer.WriteJson("Input", item.Payload);
                break;
            case HistoryEventKind.ExecutionSuspended or HistoryEventKind.ExecutionResumed or HistoryEventKind.ExecutionTerminated or HistoryEventKind.ExecutionRewound:
                writer.WriteJson("Reason", item.Payload);
                break;
        }
    }

    private static string Name(HistoryEventKind kind) => kind switch
    {
        HistoryEventKind.SubOrchestrationStarted => "SubOrchestrationInstanceCreated",
        HistoryEventKind.SubOrchestrationCompleted => "SubOrchestrationInstanceCompleted",
        HistoryEventKind.SubOrchestrationFailed => "SubOrchestrationInstanceFailed",
        HistoryEventKind.ExecutionFailed => "ExecutionCompleted",
        _ => kind.ToString(),
    };

    private static bool IsCall(HistoryEvent item) => item.Kind
        is HistoryEventKind.TaskScheduled or HistoryEventKind.TimerCreated or HistoryEventKind.SubOrchestrationStarted;

    private static bool IsResult(HistoryEvent item) => item.Kind
        is HistoryEventKind.TaskCompleted or HistoryEventKind.TaskFailed or HistoryEventKind.TimerFired
        or HistoryEventKind.SubOrchestrationCompleted or HistoryEventKind.SubOrchestrationFailed;
}
