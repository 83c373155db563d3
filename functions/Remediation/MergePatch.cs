using System.Text.Json.Nodes;

namespace Autocura.Remediation;

/// <summary>A JSON merge patch (RFC 7386): objects are merged field by field, null removes a field, anything else takes its place.</summary>
internal static class MergePatch
{
    public static void Into(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject fields:
                    if (target[name] is not JsonObject inner)
                    {
                        target[name] = inner = [];
                    }

                    Into(inner, fields);
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }
    }
}
