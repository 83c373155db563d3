using Autocura.Guardrails.Brakes;
using Autocura.Ledger.Brakes;
using Autocura.Ledger.Learning;
using Autocura.Orchestrations;
using Autocura.Planning.Learning;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Writes down what came of a plan, lets go of what it held, and counts the case where its effect was measured. It may run more than once.</summary>
public sealed class SettleBrakes(ClusterBrakes brakes, LearningStore learning)
{
    /// <summary>Why the case was not counted; empty when it was, or there was none.</summary>
    [Function(FunctionNames.SettleBrakes)]
    public async Task<string> RunAsync([ActivityTrigger] BrakeSettlement settlement, CancellationToken cancellationToken)
    {
        await brakes.SettleAsync(settlement, cancellationToken);
        var uncounted = "";
        foreach (var lesson in new[] { settlement.Lesson, settlement.AdviceLesson }.OfType<Lesson>())
        {
            uncounted = $"{uncounted} {await learning.LearnAsync(settlement.Hold.Cluster, lesson, cancellationToken)}".Trim();
        }

        return uncounted;
    }
}
