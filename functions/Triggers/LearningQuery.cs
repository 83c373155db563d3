using Autocura.Ledger.Learning;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers;

/// <summary>Tells how remedies went, by cause, action and class of workload, in every cluster or in one.</summary>
public sealed class LearningQuery(LearningBoard board)
{
    [Function(FunctionNames.GetLearning)]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/learning")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var filter = LearningFilter.Read(request.Query);
        if (board.ProblemWith(filter.Cluster) is { } problem)
        {
            return ProblemAnswer.BadRequest(problem);
        }

        var views = await board.ReadAsync(filter.Cluster, cancellationToken);
        return new OkObjectResult(new LearningAnswer([.. views.Select(view => view with { Remedies = [.. view.Remedies.Where(one => filter.Matches(one.Cause, one.Action, one.Class))] })]));
    }
}

/// <summary>The answer: each cluster, home first.</summary>
internal sealed record LearningAnswer(IReadOnlyList<LearningView> Clusters);
