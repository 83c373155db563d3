using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary><c>GET /autocura/audit?after=ID</c>: every mutating request, oldest first.</summary>
internal static class AuditRoute
{
    public static Task ReadAsync(HttpContext http, AuditLog audit)
    {
        var text = http.Request.Query["after"].ToString();
        var after = 0L;
        if (text.Length > 0 && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            throw ApiStatusException.BadRequest($"after must be the id of an entry, not \"{text}\"");
        }

        return Answer.WriteAsync(http, new JsonObject { ["entries"] = new JsonArray([.. audit.Read(after).Select(entry => (JsonNode)ToJson(entry))]) });
    }

    private static JsonObject ToJson(AuditEntry entry) => new()
    {
        ["id"] = entry.Id,
        ["time"] = entry.Time.ToString("O", CultureInfo.InvariantCulture),
        ["verb"] = entry.Verb,
        ["user"] = entry.Actor.User,
        ["userAgent"] = entry.Actor.UserAgent,
        ["fieldManager"] = entry.Actor.FieldManager,
        ["dryRun"] = entry.DryRun,
        ["group"] = entry.Key.Group,
        ["resource"] = entry.Key.Plural,
        ["namespace"] = entry.Key.Namespace,
        ["name"] = entry.Key.Name,
        ["subresource"] = entry.Subresource,
        ["resourceVersion"] = entry.ResourceVersion,
        ["code"] = entry.Code,
    };
}
