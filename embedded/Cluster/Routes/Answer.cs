using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>Writes answers as JSON.</summary>
internal static class Answer
{
    public static async Task WriteAsync(HttpContext http, JsonNode body, int code = 200)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType ??= "application/json";
        await http.Response.BodyWriter.WriteAsync(Bytes(body), http.RequestAborted);
    }

    public static Task WriteAsync(HttpContext http, ApiStatus status)
    {
        if (status.RetryAfterSeconds is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString();
        }

        return WriteAsync(http, status.ToJson(), status.Code);
    }

    public static byte[] Bytes(JsonNode body) => StoredObject.Write(body);

    /// <summary>Status of success, as for a deleted object.</summary>
    public static JsonObject Success(ObjectKey key, string uid) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Success",
        ["details"] = Details(key, uid),
    };

    public static void Warn(HttpContext http, string warning) => http.Response.Headers.Append("Warning", $"299 - \"{warning.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");

    private static JsonObject Details(ObjectKey key, string uid)
    {
        var details = new JsonObject { ["name"] = key.Name };
        if (key.Group.Length > 0)
        {
            details["group"] = key.Group;
        }

        details["kind"] = key.Plural;
        details["uid"] = uid;
        return details;
    }
}
