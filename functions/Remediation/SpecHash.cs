using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.Remediation;

/// <summary>
/// SHA-256 over an object's declared state, with sorted fields: everything but status, and of the metadata only the labels and annotations that are named. Of a
/// node the taints stay out by which the cluster itself says how it is: they come and go without anybody's intent.
/// </summary>
internal static class SpecHash
{
    private const string OwnTaint = "node.kubernetes.io/";

    public static string Of(JsonObject target, IReadOnlyList<string>? metadata = null)
    {
        var declared = new StringBuilder();
        foreach (var (name, value) in target.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            if (name is not ("metadata" or "status"))
            {
                declared.Append(name).Append('=');
                Write(name == "spec" && target.Text("kind") == "Node" ? WithoutOwnTaints(value) : value, declared);
                declared.Append('\n');
            }
        }

        foreach (var field in (metadata ?? []).Order(StringComparer.Ordinal))
        {
            declared.Append("metadata/").Append(field).Append('=');
            Write(MetadataField.In(target, field), declared);
            declared.Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(declared.ToString())));
    }

    private static JsonNode? WithoutOwnTaints(JsonNode? spec)
    {
        if (spec?["taints"] is not JsonArray taints)
        {
            return spec;
        }

        var declared = spec.DeepClone().AsObject();
        declared.Remove("taints");
        var others = taints.OfType<JsonObject>().Where(taint => taint.Text("key")?.StartsWith(OwnTaint) != true).ToList();
        if (others.Count > 0)
        {
            declared["taints"] = new JsonArray([.. others.Select(taint => taint.DeepClone())]);
        }

        return declared;
    }

    private static void Write(JsonNode? node, StringBuilder into)
    {
        switch (node)
        {
            case JsonObject fields:
                into.Append('{');
                foreach (var (name, value) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
                {
                    into.Append(JsonValue.Create(name).ToJsonString()).Append(':');
                    Write(value, into);
                    into.Append(',');
                }

                into.Append('}');
                break;
            case JsonArray items:
                into.Append('[');
                foreach (var item in items)
                {
                    Write(item, into);
                    into.Append(',');
                }

                into.Append(']');
                break;
            default:
                into.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }
}
