using Autocura.Ledger.Learning;
using Autocura.Orchestrations;
using Autocura.Triggers.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>Forgets what was learned of some remedies, so that their rules' own chances count again. Who asked for it stands in an Event beside the record and in the log.</summary>
public sealed class LearningReset(LearningBoard board, ILogger<LearningReset> logger)
{
    private const string Somebody = "somebody with the function's key";

    [Function(FunctionNames.ResetLearning)]
    public async Task<IActionResult> ResetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "api/learning")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var filter = LearningFilter.Read(request.Query);
        var problem = filter.IsWide && request.Query["all"] != "true" ? "Say what to forget: 'cause', 'action', 'class', or 'all=true' for everything." : board.ProblemWith(filter.Cluster);
        if (problem is not null)
        {
            return ProblemAnswer.BadRequest(problem);
        }

        var forgotten = await board.ForgetAsync(filter.Cluster, filter.Matches, Caller.Of(request)?.Name ?? ($"{request.Query["by"]}" is { Length: > 0 } by ? by : Somebody), cancellationToken);
        logger.LogInformation("{By} had forgotten what was learned in cluster {Cluster}: {Remedies} {Problem}", forgotten.By, forgotten.Cluster, forgotten.Remedies, forgotten.Problem);
        return forgotten switch
        {
            { Problem.Length: 0 } => new OkObjectResult(forgotten),
            { MayComeRight: true } => ProblemAnswer.Unavailable(forgotten.Problem),
            _ => ProblemAnswer.BadRequest(forgotten.Problem),
        };
    }
}
