using System.Globalization;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Scenarios;

/// <summary>Finds the value at a JSON pointer (RFC 6901); where there is none, null.</summary>
internal static class JsonPointer
{
    public static JsonNode? Find(JsonNode? node, string pointer)
    {
        foreach (var escaped in pointer.Split('/').Skip(1))
        {
            var part = escaped.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            node = node switch
            {
                JsonObject fields => fields[part],
                JsonArray items when int.TryParse(part, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < items.Count => items[index],
                _ => null,
            };
        }

        return node;
    }
}
