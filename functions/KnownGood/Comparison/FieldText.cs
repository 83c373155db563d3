using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.KnownGood.Comparison;

/// <summary>Values as they are shown: redacted, and cut to what may be kept for ever.</summary>
internal static class FieldText
{
    private const int Longest = 200;

    public static string? Of(NormalNode? node) => node switch
    {
        null => null,
        NormalNode.Scalar { IsSecret: true } => LogRedactor.Mark,
        NormalNode.Scalar scalar => Shown(JsonNode.Parse(scalar.Json)!.ToString()),
        NormalNode.Document document => Shown(document.Raw),
        _ => Shown(Json(node).ToJsonString(Readable)),
    };

    public static string? Shown(string? text) => text is null ? null : LogRedactor.Redact(text).Clip(Longest);

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonNode Json(NormalNode node) => node switch
    {
        NormalNode.Scalar { IsSecret: true } => JsonValue.Create(LogRedactor.Mark),
        NormalNode.Scalar scalar => JsonNode.Parse(scalar.Json)!,
        NormalNode.Fields fields => Map(fields.Items),
        NormalNode.Keyed keyed => Map(keyed.Items),
        NormalNode.Listed listed => new JsonArray([.. listed.Items.Select(Json)]),
        NormalNode.Document document => JsonValue.Create(document.Raw),
        _ => throw new InvalidOperationException($"There is no text for {node.GetType().Name}."),
    };

    private static JsonObject Map(IReadOnlyDictionary<string, NormalNode> items) =>
        new(items.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => KeyValuePair.Create(item.Key, (JsonNode?)Json(item.Value))));
}
