using Autocura.Cluster.Policies;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Environments;
using Autocura.Incidents;
using Autocura.Policies;

namespace Autocura.Cluster.Environments;

/// <summary>
/// What a parallel environment prescribes: the change that has passed on its copy, for the incident that was opened to carry it, and only while the environment is being promoted. An alert that
/// somebody else makes up finds no environment that says so.
/// </summary>
internal sealed class EnvironmentPrescriptions(IClusters clusters) : IPrescriptionSource
{
    public async Task<IReadOnlyList<Prescription>> ReadAsync(Incident incident, Evidence evidence, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(incident.Workload.Cluster);
        var prescribed = new List<Prescription>();
        foreach (var order in PromotionSignal.OrdersOf(incident))
        {
            var where = Kinds.ParallelEnvironment.Ref(order.Namespace, order.Name);
            if (await cluster.FindAsync(where, cancellationToken) is { } found && found.Uid() == order.Uid && found.Text("status", "phase") == $"{EnvironmentPhase.Promoting}"
                && found.Long("status", "observedGeneration") == found.Long("metadata", "generation"))
            {
                var spec = EnvironmentSpecReader.Read(found, order);
                if (PromotedChange.Carrier(order, spec) == incident.Workload)
                {
                    prescribed.Add(Of(where, order, spec, found.Text("status", "approval") ?? ""));
                }
            }
        }

        return prescribed;
    }

    private static Prescription Of(ObjectRef where, EnvironmentOrder order, EnvironmentSpec spec, string approval) => new()
    {
        Source = PrescriptionSource.ParallelEnvironment,
        Origin = where,
        Reason = approval.Length == 0 ? $"{order} has passed" : $"{order} has passed ({approval.TrimEnd('.')})",
        Rungs = [new Rung("1", [.. PromotedChange.Of(order, spec).Select(step => new Remedy(step.Action, step.Target, step.Parameters, step.Why))])],
        Strategy = PrescriptionStrategy.All,
        MaxAttempts = 1,
        HoldsNow = true,
    };
}
