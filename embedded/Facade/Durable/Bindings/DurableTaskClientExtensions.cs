using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the Functions extension adds to the durable client.</summary>
public static class DurableTaskClientExtensions
{
    /// <summary>The management addresses of an instance, on the host of the request or, without one, on the client's own.</summary>
    public static HttpManagementPayload CreateHttpManagementPayload(this DurableTaskClient client, string instanceId, HttpRequestData? request = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var endpoint = client as IManagementEndpoint
            ?? throw new InvalidOperationException($"{client.GetType()} does not know at which address its instances are managed.");
        var root = request is null ? endpoint.ManagementRoot : new Uri(request.Url, "/runtime/webhooks/durabletask/");
        if (root is null) throw new InvalidOperationException("The host has not told the durable client its address yet.");

        var instance = $"{root}instances/{Uri.EscapeDataString(instanceId)}";
        var query = endpoint.ManagementQuery;
        return new HttpManagementPayload
        {
            Id = instanceId,
            StatusQueryGetUri = $"{instance}?{query}",
            SendEventPostUri = $"{instance}/raiseEvent/{{eventName}}?{query}",
            // The doubled braces are the real extension's, and clients match on them.
            TerminatePostUri = $"{instance}/terminate?reason={{{{text}}}}&{query}",
            SuspendPostUri = $"{instance}/suspend?reason={{{{text}}}}&{query}",
            ResumePostUri = $"{instance}/resume?reason={{{{text}}}}&{query}",
            PurgeHistoryDeleteUri = $"{instance}?{query}",
        };
    }
}

/// <summary>Where the management API of a client's instances is served, and with which query (task hub, connection, key).</summary>
internal interface IManagementEndpoint
{
    Uri? ManagementRoot { get; }

    string ManagementQuery { get; }
}
