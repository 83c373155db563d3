using System.Globalization;
using Autocura.Orchestrations;
using Autocura.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers;

/// <summary>What the last days were like, in all clusters: seven where nobody says how many.</summary>
public sealed class DigestQuery(DigestDesk digests, TimeProvider time)
{
    private const int Week = 7;
    private const int MostDays = 92;

    [Function(FunctionNames.GetDigest)]
    public async Task<IActionResult> GetAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/digest")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = request.Query["days"].ToString();
        int? days = asked.Length == 0 ? Week : int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostDays ? number : null;
        return days is { } known
            ? ReportPage.Of(request, await digests.WriteAsync(time.GetUtcNow(), known, cancellationToken))
            : ProblemAnswer.BadRequest($"'days' is '{asked}'; it can be 1 to {MostDays}.");
    }
}
