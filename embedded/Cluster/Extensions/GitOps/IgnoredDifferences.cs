using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.GitOps;

/// <summary>Fields that an Application lets others have (<c>spec.ignoreDifferences</c>, by JSON pointer): there the cluster's value is taken for the wanted one.</summary>
internal static class IgnoredDifferences
{
    public static void Take(JsonObject application, JsonObject wanted, JsonObject? live)
    {
        foreach (var pointer in application.Objects("spec", "ignoreDifferences").Where(rule => IsAbout(rule, wanted)).SelectMany(rule => rule.Texts("jsonPointers")))
        {
            var path = pointer.Split('/').Skip(1).Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
            if (path.Length > 0 && live is not null && wanted.At(path.AsSpan(0, path.Length - 1)) is JsonObject parent)
            {
                parent.Remove(path[^1]);
                if (live.At(path) is { } value)
                {
                    parent[path[^1]] = value.DeepClone();
                }
            }
        }
    }

    private static bool IsAbout(JsonObject rule, JsonObject wanted)
    {
        var group = wanted.ApiVersion().Contains('/', StringComparison.Ordinal) ? wanted.ApiVersion().Split('/')[0] : "";
        return (rule.Text("group") ?? "") is var stated && (stated == group || stated == "*")
            && rule.Text("kind") is { } kind && (kind == wanted.Kind() || kind == "*")
            && (rule.Text("name") is not { } name || name == wanted.Name());
    }
}
