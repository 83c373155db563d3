using System.Text.Json;
using Autocura.Dashboard;
using Autocura.Orchestrations;
using Autocura.Triggers.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>Stops every change, everywhere or in one cluster, or lets them go on. Who asked for it stands beside the switch and in the log.</summary>
public sealed class KillSwitchOrder(OperatorDesk desk, ILogger<KillSwitchOrder> logger)
{
    private const string Shape = """{"stop": true or false, "by": "who", "reason": "...", "cluster": "..."}""";

    [Function(FunctionNames.SetKillSwitch)]
    public async Task<IActionResult> SetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/kill-switch")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await WebhookBody.ReadAsync(request, cancellationToken);
        try
        {
            var asked = PersonsRequest.Read(body.Content, Caller.Of(request), Shape);
            var stop = asked.Body.TryGetProperty("stop", out var flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? flag.GetBoolean()
                : throw new FormatException($"'stop' must be true or false. Send {Shape}.");
            var answer = await desk.SetSwitchAsync(stop, PersonsRequest.Text(asked.Body, "cluster", Shape), asked.Word, cancellationToken);
            logger.LogWarning("{By} asked to {What}: {Reason} {Problem}", asked.Word.By, stop ? "stop every change" : "go on", asked.Word.Reason, answer.Problem);
            return DeskResult.Of(answer, new { stop, asked.Word.By, asked.Word.Reason });
        }
        catch (FormatException unreadable)
        {
            return ProblemAnswer.BadRequest(unreadable.Message);
        }
    }
}
