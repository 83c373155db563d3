using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers.Access;

/// <summary>
/// The addresses at which an instance is managed bear the key of the durable management API: whoever has one can raise an approval, or terminate. Where callers have roles, nobody is
/// given any.
/// </summary>
internal static class ManagementLinks
{
    public static HttpManagementPayload? Of(HttpRequest request, DurableTaskClient client, string id) => Caller.Of(request) is null ? client.CreateHttpManagementPayload(id) : null;
}
