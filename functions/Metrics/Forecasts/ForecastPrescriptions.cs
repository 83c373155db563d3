using System.Globalization;
using Autocura.Cluster;
using Autocura.Cluster.Policies;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Forecasting.Capacity;
using Autocura.Incidents;
using Autocura.Policies;

namespace Autocura.Metrics.Forecasts;

/// <summary>
/// What a forecast prescribes for a workload that says what a replica carries: as many replicas as are recommended at this moment, for the alert may be old. Nothing is prescribed where an
/// autoscaler owns the replicas, or where the recommendation rests on nothing fresh.
/// </summary>
public sealed class ForecastPrescriptions(IClusters clusters, WorkloadForecasts forecasts) : IPrescriptionSource
{
    public async Task<IReadOnlyList<Prescription>> ReadAsync(Incident incident, Evidence evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(evidence);
        if (!incident.Signals.Any(signal => signal.Alert.Name is nameof(Signals.Observation.CapacityShort) or nameof(Signals.Observation.CapacitySpare)) || evidence.State is not { ScaledBy: null } || evidence.Misses(EvidencePart.Autoscaler)) return [];
        var target = incident.Workload.Target();
        if (await clusters.Named(incident.Workload.Cluster).FindAsync(target, cancellationToken) is not { } found || CapacityDeclaration.Of(found.Map("metadata", "annotations")) is not { Problems.Count: 0 } declared) return [];
        var forecast = await forecasts.OfAsync((incident.Workload, found, declared), hasAccuracy: false, cancellationToken);
        return Of(forecast, target) is { } prescription ? [prescription] : [];
    }

    /// <summary>Null when the replicas are right.</summary>
    private static Prescription? Of(WorkloadForecast forecast, ObjectRef target)
    {
        var (wanted, current) = (forecast.Recommendation.Replicas, forecast.Current);
        return wanted == current || !forecast.Recommendation.IsFresh ? null : new Prescription
        {
            Source = PrescriptionSource.Forecast,
            Origin = target,
            Reason = forecast.Recommendation.Reason,
            Rungs = [new Rung("1", [new Remedy(ActionNames.ScaleWorkload, target, new Dictionary<string, string> { [ActionParameters.Replicas] = wanted.ToString(CultureInfo.InvariantCulture) }, $"from {current} to {wanted} replicas: {forecast.Recommendation.Reason}")])],
            MaxAttempts = 1,
            HoldsNow = true,
        };
    }
}
