using Autocura.Ledger;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>Looks for decisions that people wrote on plans with kubectl, and hands them over. One that was handed over stays written, and is not counted twice.</summary>
public sealed class ApprovalWatch(ApprovalNotes notes, ILogger<ApprovalWatch> logger)
{
    [Function(FunctionNames.ApprovalWatch)]
    public async Task RunAsync([TimerTrigger("*/15 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        foreach (var (cluster, read) in notes.EachCluster(cancellationToken))
        {
            var found = await read;
            if (found.Problem.Length > 0)
            {
                logger.LogWarning("Decisions in cluster {Cluster} cannot be read: {Problem}", cluster, found.Problem);
            }

            foreach (var noted in found.Decisions)
            {
                await ApprovalDelivery.DeliverAsync(client, noted.InstanceId, noted.Approval, cancellationToken);
            }
        }
    }
}
