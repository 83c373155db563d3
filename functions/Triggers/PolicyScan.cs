using Autocura.Dashboard;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>
/// Looks at what the policies of every cluster are about. What calls for action goes through the same intake as every alert, and through the same review as every plan.
/// </summary>
public sealed class PolicyScan(ClusterBoard board, ILogger<PolicyScan> logger)
{
    /// <summary>What the id of every look begins with.</summary>
    public const string IdPrefix = "policies-";

    [Function(FunctionNames.PolicyScan)]
    public Task RunAsync([TimerTrigger("*/15 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        return new ClusterRounds(client, FunctionNames.Policies, IdPrefix) { Seen = Note, Failed = NoteFailure }.RunAsync(board.Names, cancellationToken);
    }

    private void Note(string cluster, RoundReport round)
    {
        var cost = round.Report.Cost;
        logger.LogDebug("Policies of cluster {Cluster}: {Findings} findings in {Policies} policies, {Questions} questions", cluster, cost.Findings, cost.Objects, cost.Requests);
        foreach (var gap in round.NewGaps)
        {
            logger.LogWarning("The policies of cluster {Cluster}: {Gap}", cluster, gap);
        }
    }

    private void NoteFailure(string cluster, Exception failed) => logger.LogWarning(failed, "The policies of cluster {Cluster} could not be looked at; the next look tries again", cluster);
}
