using Autocura.Verification;

namespace Autocura.Cluster.Readers;

/// <summary>Looks at a workload once during verification: its state, pods and Services, and nothing that verification does not judge.</summary>
public sealed class RecoveryObserver(IClusters clusters, TimeProvider time)
{
    private const int MostPods = 100;

    public async Task<RecoveryObservation> ObserveAsync(MeasureRequest request, CancellationToken cancellationToken)
    {
        var reading = new PartialReading();
        var source = new WorkloadSource(clusters.Named(request.Incident.Workload.Cluster), request.Incident.Workload, reading, cancellationToken);
        var observation = new RecoveryObservation { At = time.GetUtcNow() };
        if (await source.FindAsync() is not { } found)
        {
            return observation with { Gaps = reading.Gaps };
        }

        var pods = source.PodsAsync(found);
        var services = source.ServicesAsync(found);
        var autoscaler = source.AutoscalerAsync();
        await Task.WhenAll(pods, services, autoscaler);
        return observation with
        {
            State = WorkloadState.View(found) with { ScaledBy = (await autoscaler)?.Name },
            Pods = [.. (await pods).Take(MostPods)],
            Services = (await services).InFront,
            Gaps = reading.Gaps,
        };
    }
}
