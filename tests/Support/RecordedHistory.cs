using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Durable.Orchestration;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Support;

/// <summary>
/// What an instance has lived through, as a file to be read by people: one event a line, payloads as the JSON they are. Replayed, it is what an
/// instance is that was started by the code of its day and meets today's.
/// </summary>
internal sealed record RecordedHistory
{
    private const int MaxPayloadBytes = 16 * 1024 * 1024;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required string Orchestrator { get; init; }

    public required string InstanceId { get; init; }

    /// <summary>Which run of the instance: the ids that its code makes follow from it.</summary>
    public required string ExecutionId { get; init; }

    public required OrchestrationRuntimeStatus Status { get; init; }

    /// <summary>The output as JSON.</summary>
    public string? Output { get; init; }

    public required IReadOnlyList<HistoryEvent> Events { get; init; }

    /// <summary>True when the environment asks for new recordings: AUTOCURA_RECORD=1.</summary>
    public static bool IsWanted => Wanted == "1";

    /// <summary>1 for all stories, or the name of the one that is to be recorded; empty for none.</summary>
    public static string Wanted => Environment.GetEnvironmentVariable("AUTOCURA_RECORD") ?? "";

    /// <summary>What the engine has of an instance. Stack traces are left out: they speak of one machine.</summary>
    public static RecordedHistory Of(DurableEngine engine, string instanceId)
    {
        var (instance, events) = engine.Read(store => (store.Instances.Get(instanceId, withPayloads: true)!, store.History.Read(instanceId)));
        return new RecordedHistory
        {
            Orchestrator = instance.Name,
            InstanceId = instanceId,
            ExecutionId = instance.ExecutionId,
            Status = instance.Status,
            Output = instance.Output,
            Events = [.. events.Select(Portable)],
        };
    }

    public static RecordedHistory Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var root = document.RootElement;
        return new RecordedHistory
        {
            Orchestrator = root.GetProperty("orchestrator").GetString()!,
            InstanceId = root.GetProperty("instance").GetString()!,
            ExecutionId = root.GetProperty("execution").GetString()!,
            Status = Enum.Parse<OrchestrationRuntimeStatus>(root.GetProperty("status").GetString()!),
            Output = Raw(root, "output"),
            Events = [.. root.GetProperty("events").EnumerateArray().Select(ReadEvent)],
        };
    }

    public void Write(string path)
    {
        var text = new StringBuilder("{\n");
        text.Append($"  \"orchestrator\": \"{Orchestrator}\",\n  \"instance\": \"{InstanceId}\",\n  \"execution\": \"{ExecutionId}\",\n  \"status\": \"{Status}\",\n");
        if (Output is not null) text.Append($"  \"output\": {Output},\n");
        text.Append("  \"events\": [\n    ").AppendJoin(",\n    ", Events.Select(Line)).Append("\n  ]\n}\n");
        File.WriteAllText(path, text.ToString());
    }

    /// <summary>Runs today's code over what was recorded, and returns where that leads: status and output.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">The code asks for something else than was recorded.</exception>
    public (OrchestrationRuntimeStatus Status, string? Output) Replay(IFunctionInvoker functions)
    {
        var instance = new InstanceRecord
        {
            InstanceId = InstanceId,
            ExecutionId = ExecutionId,
            Name = Orchestrator,
            Status = OrchestrationRuntimeStatus.Running,
            CreatedAt = Events[0].At,
            UpdatedAt = Events[0].At,
        };
        var execution = new OrchestrationExecution(instance, functions, NullLoggerFactory.Instance, MaxPayloadBytes);
        execution.Replay(Events, rewinding: false);
        return execution.Outcome switch
        {
            OrchestrationOutcome.Completed completed => (OrchestrationRuntimeStatus.Completed, completed.Output),
            OrchestrationOutcome.Failed => (OrchestrationRuntimeStatus.Failed, null),
            OrchestrationOutcome.Terminated terminated => (OrchestrationRuntimeStatus.Terminated, terminated.Output),
            OrchestrationOutcome.ContinuedAsNew => (OrchestrationRuntimeStatus.ContinuedAsNew, null),
            _ => (execution.IsSuspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running, null),
        };
    }

    /// <summary>Without what only the recording machine or the paranoid mode knows: a running instance has no digests to be held to.</summary>
    private static HistoryEvent Portable(HistoryEvent item) => item with
    {
        InputDigest = null,
        Payload = item.Kind is HistoryEventKind.TaskFailed or HistoryEventKind.SubOrchestrationFailed or HistoryEventKind.ExecutionFailed
            ? DurableJson.Serialize(Portable(DurableJson.Deserialize<TaskFailureDetails>(item.Payload)))
            : item.Payload,
    };

    private static TaskFailureDetails? Portable(TaskFailureDetails? failure) =>
        failure is null ? null : failure with { StackTrace = null, InnerFailure = Portable(failure.InnerFailure) };

    private static string Line(HistoryEvent item)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", item.Kind.ToString());
            writer.WriteString("at", item.At);
            if (item.TaskId != HistoryEvent.NoTask) writer.WriteNumber("task", item.TaskId);
            if (item.Name is not null) writer.WriteString("name", item.Name);
            if (item.Target is not null) writer.WriteString("target", item.Target);
            if (item.DueAt is { } due) writer.WriteString("due", due);
            if (item.Payload is not null)
            {
                writer.WritePropertyName("payload");
                writer.WriteRawValue(item.Payload);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static HistoryEvent ReadEvent(JsonElement line) =>
        new(Enum.Parse<HistoryEventKind>(line.GetProperty("kind").GetString()!), line.GetProperty("at").GetDateTimeOffset())
        {
            TaskId = line.TryGetProperty("task", out var task) ? task.GetInt64() : HistoryEvent.NoTask,
            Name = line.TryGetProperty("name", out var name) ? name.GetString() : null,
            Target = line.TryGetProperty("target", out var target) ? target.GetString() : null,
            DueAt = line.TryGetProperty("due", out var due) ? due.GetDateTimeOffset() : null,
            Payload = Raw(line, "payload"),
        };

    private static string? Raw(JsonElement from, string name) => from.TryGetProperty(name, out var value) ? value.GetRawText() : null;
}
