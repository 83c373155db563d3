using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Durable.Http;

/// <summary>The addresses handed out for a started instance, on the host that was asked.</summary>
internal sealed record ManagementLinks(
    string Id, string StatusQueryGetUri, string SendEventPostUri, string TerminatePostUri, string PurgeHistoryDeleteUri, string RestartPostUri, string SuspendPostUri, string ResumePostUri)
{
    public static ManagementLinks For(HttpRequest request, EmbeddedTaskClient client, string instanceId)
    {
        var instance = $"{request.Scheme}://{request.Host}{DurableManagement.BasePath}/instances/{Uri.EscapeDataString(instanceId)}";
        var query = client.ManagementQuery;
        return new(
            instanceId,
            $"{instance}?{query}",
            $"{instance}/raiseEvent/{{eventName}}?{query}",
            $"{instance}/terminate?reason={{text}}&{query}",
            $"{instance}?{query}",
            $"{instance}/restart?{query}",
            $"{instance}/suspend?reason={{text}}&{query}",
            $"{instance}/resume?reason={{text}}&{query}");
    }

    /// <summary>202 with the links as body and the status address as location.</summary>
    public static IResult Accepted(HttpContext http, EmbeddedTaskClient client, string instanceId)
    {
        var links = For(http.Request, client, instanceId);
        http.Response.Headers.RetryAfter = "10";
        return Results.Accepted(links.StatusQueryGetUri, links);
    }
}
