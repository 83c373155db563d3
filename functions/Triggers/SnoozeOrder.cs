using System.Text.Json;
using Autocura.Dashboard;
using Autocura.Orchestrations;
using Autocura.Triggers.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>Has the workload of an incident left alone for a while, by the annotation that anybody may write with kubectl: no new change is made until then.</summary>
public sealed class SnoozeOrder(OperatorDesk desk, TimeProvider time)
{
    private const string Shape = """{"minutes": 1 to 10080, "by": "who", "reason": "..."}""";
    private const int MostMinutes = 7 * 24 * 60;

    [Function(FunctionNames.SnoozeWorkload)]
    public async Task<IActionResult> SnoozeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/incidents/{id}/snooze")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var body = await WebhookBody.ReadAsync(request, cancellationToken);
        try
        {
            var asked = PersonsRequest.Read(body.Content, Caller.Of(request), Shape);
            var until = time.GetUtcNow() + TimeSpan.FromMinutes(MinutesOf(asked.Body));
            return await KnownIncident.FindAsync(client, id, cancellationToken) is { } known
                ? DeskResult.Of(await desk.SnoozeAsync(known.Incident.Workload, until, asked.Word, cancellationToken), new { id, until, asked.Word.By })
                : KnownIncident.NotFound(id);
        }
        catch (FormatException unreadable)
        {
            return ProblemAnswer.BadRequest(unreadable.Message);
        }
    }

    private static int MinutesOf(JsonElement body) =>
        body.TryGetProperty("minutes", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var minutes) && minutes is >= 1 and <= MostMinutes
            ? minutes
            : throw new FormatException($"'minutes' must be a whole number from 1 to {MostMinutes}. Send {Shape}.");
}
