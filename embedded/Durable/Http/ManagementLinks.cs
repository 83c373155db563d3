using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Durable.Http;

/// <summary>The addresses handed out for a started instance, on the host that was asked.</summary>
internal sealed record ManagementLinks
{
    public required string Id { get; init; }

    public required string StatusQueryGetUri { get; init; }

    public required string SendEventPostUri { get; init; }

    public required string TerminatePostUri { get; init; }

    public required string PurgeHistoryDeleteUri { get; init; }

    public required string RestartPostUri { get; init; }

    public required string SuspendPostUri { get; init; }

    public required string ResumePostUri { get; init; }

    public static ManagementLinks For(HttpRequest request, EmbeddedTaskClient client, string instanceId)
    {
        var instance = $"{request.Scheme}://{request.Host}{DurableManagement.BasePath}/instances/{Uri.EscapeDataString(instanceId)}";
        var query = client.ManagementQuery;
        return new ManagementLinks
        {
            Id = instanceId,
            StatusQueryGetUri = $"{instance}?{query}",
            SendEventPostUri = $"{instance}/raiseEvent/{{eventName}}?{query}",
            TerminatePostUri = $"{instance}/terminate?reason={{text}}&{query}",
            PurgeHistoryDeleteUri = $"{instance}?{query}",
            RestartPostUri = $"{instance}/restart?{query}",
            SuspendPostUri = $"{instance}/suspend?reason={{text}}&{query}",
            ResumePostUri = $"{instance}/resume?reason={{text}}&{query}",
        };
    }

    /// <summary>202 with the links as body and the status address as location.</summary>
    public static IResult Accepted(HttpContext http, EmbeddedTaskClient client, string instanceId)
    {
        var links = For(http.Request, client, instanceId);
        http.Response.Headers.RetryAfter = "10";
        return Results.Accepted(links.StatusQueryGetUri, links);
    }
}
