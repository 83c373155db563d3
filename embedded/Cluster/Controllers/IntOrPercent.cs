using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>Resolves a field which is a number or a percentage of something, such as <c>maxSurge</c>.</summary>
internal static class IntOrPercent
{
    /// <summary>The number, or the share of the total. <paramref name="orElse"/> is taken when the field is not set.</summary>
    public static int Resolve(JsonNode? value, string orElse, int total, bool roundUp)
    {
        if (value is JsonValue number && number.GetValueKind() == JsonValueKind.Number)
        {
            return number.Count();
        }

        var text = value is null ? orElse : value.Text() ?? value.ToJsonString();
        if (value is null && int.TryParse(text, CultureInfo.InvariantCulture, out var fixedNumber))
        {
            return fixedNumber;
        }

        if (!text.EndsWith('%') || !int.TryParse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture, out var percent))
        {
            throw new FormatException($"\"{text}\" is neither a number nor a percentage.");
        }

        var share = percent * total / 100.0;
        return (int)(roundUp ? Math.Ceiling(share) : Math.Floor(share));
    }
}
