using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Patches;

/// <summary>JSON Merge Patch (RFC 7386): objects are merged, null removes, everything else replaces.</summary>
internal static class MergePatch
{
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject change)
            {
                target[name] = Apply(target[name] as JsonObject is { } present ? present.Copy() : [], change);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }

        return target;
    }
}
