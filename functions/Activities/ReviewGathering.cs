using Autocura.Cluster.Readers;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Incidents;
using Autocura.Ledger.Brakes;
using Autocura.Ledger.Learning;
using Autocura.Metrics;

namespace Autocura.Activities;

/// <summary>What a plan is judged by, wherever it stands: the cluster, the brakes, how remedies went before, and the silences of the Alertmanager. All of it is read at once.</summary>
public sealed class ReviewGathering(ReviewReader cluster, ReviewBrakes brakes, LearningStore learning, SilenceReader silences, TimeProvider time)
{
    public async Task<ReviewFacts> ReadAsync(ReviewRequest request, CancellationToken cancellationToken)
    {
        var workload = request.Incident.Workload;
        var facts = cluster.ReadAsync(request, cancellationToken);
        var control = cluster.PartAsync(token => brakes.Control.ReadAsync(workload.Cluster, token), cancellationToken);
        var ledger = cluster.PartAsync(token => brakes.Store.ReadAsync(workload.Cluster, token), cancellationToken);
        var holder = cluster.PartAsync(token => brakes.Locks.HolderAsync(workload.Cluster, ObjectLocks.NameOf(new ObjectRef("", workload.Kind, workload.Namespace, workload.Name)), token), cancellationToken);
        var success = cluster.PartAsync(async token => PastSuccess.Of(request.Plan, await learning.ReadAsync(workload.Cluster, token), time.GetUtcNow()), cancellationToken);
        var silenced = silences.ReadAsync(request.Incident.Signals.Select(signal => signal.Alert), cancellationToken);
        return (await facts) with
        {
            KillSwitch = await control,
            Ledger = await ledger,
            LockHolder = await holder,
            Success = await success,
            Silenced = await silenced,
        };
    }
}

/// <summary>What of the brakes a review looks at.</summary>
public sealed record ReviewBrakes(ControlSwitch Control, BrakeStore Store, ObjectLocks Locks);
