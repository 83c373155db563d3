using System.Globalization;
using Autocura.Ledger.Audit;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers;

/// <summary>
/// Tells what people had changed, newest first, and whether the record of it is whole. <c>?raw=true</c> gives the content as it stands in the cluster, for who would rather check it
/// themselves; <c>?seen=NUMBER:HASH</c> asks whether a record that was seen before is still there; <c>?limit=50&amp;before=1200</c> gives a page. The verdict is of all of it.
/// </summary>
public sealed class AuditQuery(AuditTrail trail)
{
    [Function(FunctionNames.GetAudit)]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/audit")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!TryReadSeen($"{request.Query["seen"]}", out var seen))
        {
            return ProblemAnswer.BadRequest("'seen' must be the number and the hash of a record: ?seen=42:9f86...");
        }

        if (!TryReadNumber($"{request.Query["limit"]}", out var limit) || !TryReadNumber($"{request.Query["before"]}", out var before))
        {
            return ProblemAnswer.BadRequest("'limit' and 'before' must be whole numbers of at least 1: how many records, and below which number.");
        }

        try
        {
            var content = await trail.ReadAsync(cancellationToken);
            return request.Query["raw"] == "true" ? new OkObjectResult(content) : new OkObjectResult(AuditView.Of(content, seen, limit, before));
        }
        catch (AuditException unreadable)
        {
            return ProblemAnswer.Unavailable(unreadable.Message);
        }
    }

    /// <summary>What is not said is boundless.</summary>
    private static bool TryReadNumber(string text, out long number)
    {
        number = long.MaxValue;
        return text.Length == 0 || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1);
    }

    private static bool TryReadSeen(string text, out AuditEnd? seen)
    {
        seen = null;
        if (text.Length == 0) return true;
        if (text.Split(':') is not [var number, { Length: > 0 } hash] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at)) return false;
        seen = new AuditEnd(at, hash);
        return true;
    }
}
