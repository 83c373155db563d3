using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Incidents;

namespace Autocura.Ledger;

/// <summary>Objects of the record as JSON, within the bounds that their schemas set: a text that is too long is cut, never refused.</summary>
internal static class Manifest
{
    public const int Sentence = 1024;
    public const int Prose = 4096;

    public static JsonObject Of(ObjectRef target, JsonObject content, string? incident = null, JsonObject? owner = null)
    {
        var labels = new JsonObject { ["app.kubernetes.io/managed-by"] = "autocura" };
        if (incident is not null)
        {
            labels[RecordNames.IncidentLabel] = incident;
        }

        var metadata = new JsonObject { ["name"] = target.Name, ["namespace"] = target.Namespace, ["labels"] = labels };
        if (owner is not null)
        {
            metadata["ownerReferences"] = new JsonArray(OwnerReference(owner));
        }

        return new JsonObject { ["apiVersion"] = target.ApiVersion, ["kind"] = target.Kind, ["metadata"] = metadata, ["spec"] = content };
    }

    public static JsonObject Status(ObjectRef target, JsonObject status) => new()
    {
        ["apiVersion"] = target.ApiVersion,
        ["kind"] = target.Kind,
        ["metadata"] = new JsonObject { ["name"] = target.Name, ["namespace"] = target.Namespace },
        ["status"] = status,
    };

    public static JsonObject Resource(WorkloadRef workload) => Resource(new ObjectRef("apps/v1", workload.Kind, workload.Namespace, workload.Name));

    public static JsonObject Resource(ObjectRef target) => new()
    {
        ["apiVersion"] = target.ApiVersion,
        ["kind"] = target.Kind,
        ["name"] = target.Name,
        ["namespace"] = target.Namespace,
    };

    public static JsonObject Reference(ObjectRef target) => new() { ["name"] = target.Name };

    public static JsonArray Texts(IEnumerable<string> texts, int most, int length) => new([.. texts.Take(most).Select(text => JsonValue.Create(Text(text, length)))]);

    public static JsonObject Map(IEnumerable<KeyValuePair<string, string>> texts, int most) =>
        new(texts.OrderBy(text => text.Key, StringComparer.Ordinal).Take(most).Select(text => KeyValuePair.Create(text.Key, (JsonNode?)Text(text.Value, Sentence))));

    public static string Text(string text, int length) => text.Length <= length ? text : text[..(length - 3)] + "...";

    public static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static JsonObject OwnerReference(JsonObject owner) => new()
    {
        ["apiVersion"] = owner["apiVersion"]!.GetValue<string>(),
        ["kind"] = owner["kind"]!.GetValue<string>(),
        ["name"] = owner["metadata"]!["name"]!.GetValue<string>(),
        ["uid"] = owner["metadata"]!["uid"]!.GetValue<string>(),
    };
}
