using Autocura.Cluster;
using Autocura.Guardrails.Facts;
using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Ledger;

/// <summary>Reads from the record how a remedy went in earlier incidents of a namespace: plans of the same first action for the same cause that were carried out.</summary>
public sealed class RemedyRecord(IClusters clusters)
{
    private const int MostPlans = 500;

    /// <exception cref="ClusterException">The record cannot be read.</exception>
    public async Task<PastSuccess> ReadAsync(WorkloadRef workload, RemediationPlan plan, CancellationToken cancellationToken)
    {
        var same = new ListQuery(workload.Namespace, LabelSelector: $"{RecordNames.CauseLabel}={plan.Cause},{RecordNames.ActionLabel}={plan.Steps[0].Action}");
        var states = await clusters.Named(workload.Cluster).StreamAsync(Kinds.RemediationPlan, same, cancellationToken)
            .Take(MostPlans)
            .Select(found => found["status"]?["verdict"]?.ToString())
            .ToListAsync(cancellationToken);
        // Only a plan whose effect was measured tells anything.
        return new PastSuccess(states.Count(verdict => verdict is "Recovered" or "NotRecovered"), states.Count(verdict => verdict == "Recovered"));
    }
}
