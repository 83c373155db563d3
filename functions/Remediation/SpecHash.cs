using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Autocura.Remediation;

/// <summary>SHA-256 over an object's declared state: everything but metadata and status, with sorted fields.</summary>
internal static class SpecHash
{
    public static string Of(JsonObject target)
    {
        var declared = new StringBuilder();
        foreach (var (name, value) in target.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            if (name is not ("metadata" or "status"))
            {
                declared.Append(name).Append('=');
                Write(value, declared);
                declared.Append('\n');
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(declared.ToString())));
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
