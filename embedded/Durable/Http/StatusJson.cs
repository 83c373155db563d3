using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Durable.Http;

/// <summary>The status object of the management API. Payloads are written as the JSON they are; times to the second.</summary>
internal sealed record StatusJson(InstanceRecord Instance, bool WithInput)
{
    /// <summary>Null to leave the history out.</summary>
    public IReadOnlyList<HistoryEvent>? History { get; init; }

    /// <summary>Results and payloads of the history too.</summary>
    public bool WithHistoryOutput { get; init; }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Instance.Name);
        writer.WriteString("instanceId", Instance.InstanceId);
        writer.WriteString("runtimeStatus", Instance.Status.ToString());
        writer.WriteJson("input", WithInput ? Instance.Input : null);
        writer.WriteJson("customStatus", Instance.CustomStatus);
        writer.WriteJson("output", Instance.Status == OrchestrationRuntimeStatus.Failed ? DurableJson.Serialize(Instance.Failure?.ErrorMessage) : Instance.Output);
        writer.WriteString("createdTime", ToSecond(Instance.CreatedAt));
        writer.WriteString("lastUpdatedTime", ToSecond(Instance.UpdatedAt));
        if (History is not null) HistoryJson.Write(writer, Instance, History, WithHistoryOutput);
        writer.WriteEndObject();
    }

    private static string ToSecond(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ");
}

/// <summary>Embeds text that is JSON already.</summary>
internal static class EmbeddedJson
{
    public static void WriteJson(this Utf8JsonWriter writer, string name, string? json)
    {
        writer.WritePropertyName(name);
        if (json is null) writer.WriteNullValue();
        else writer.WriteRawValue(json);
    }
}
