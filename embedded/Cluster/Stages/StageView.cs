using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>
/// What a stage can see and name: <c>pod</c>, <c>container</c> (its spec), <c>status</c> (its status), <c>image</c> (its profile), <c>runtime</c> (what the node
/// remembers) and <c>facts</c>. Finds values by path and fills the places in text.
/// </summary>
internal sealed class StageView(IReadOnlyDictionary<string, JsonNode?> roots, DateTimeOffset now)
{
    public DateTimeOffset Now => now;

    public JsonNode? Find(string path)
    {
        if (path == "now")
        {
            return JsonValue.Create(now.ToTimestamp());
        }

        if (path == "instant")
        {
            return JsonValue.Create(now.ToString("O", CultureInfo.InvariantCulture));
        }

        var steps = path.Split('.');
        return roots.TryGetValue(steps[0], out var root)
            ? root.At(steps.AsSpan(1))
            : throw new InvalidOperationException($"A stage names \"{path}\", but \"{steps[0]}\" is none of {string.Join(", ", roots.Keys)}.");
    }

    public double? Number(string path) =>
        Find(path) is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;

    public DateTimeOffset? Instant(string path) => Find(path).Time();

    /// <summary>A copy with every place filled. A text which is one place and nothing else becomes the value itself.</summary>
    public JsonNode? Fill(JsonNode? template) => template switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Fill(field.Value))).Where(field => field.Value is not null)),
        JsonArray items => new JsonArray([.. items.Select(Fill)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => FillText(value.GetValue<string>()),
        _ => template?.DeepClone(),
    };

    public string FillLine(string template) => FillText(template)?.ToString() ?? "";

    private JsonNode? FillText(string template)
    {
        if (template.Length > 2 && template[0] == '{' && template.IndexOf('}') == template.Length - 1)
        {
            return Find(template[1..^1])?.DeepClone();
        }

        var text = new StringBuilder();
        var rest = template.AsSpan();
        while (rest.IndexOf('{') is >= 0 and var open && rest[open..].IndexOf('}') is > 0 and var length)
        {
            text.Append(rest[..open]).Append(Find(rest.Slice(open + 1, length - 1).ToString())?.ToString());
            rest = rest[(open + length + 1)..];
        }

        return JsonValue.Create(text.Append(rest).ToString());
    }
}
