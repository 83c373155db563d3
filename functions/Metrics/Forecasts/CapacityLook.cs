using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Forecasting;
using Autocura.Forecasting.Capacity;
using Autocura.Incidents;
using Autocura.Signals;

namespace Autocura.Metrics.Forecasts;

/// <summary>
/// Looks at every workload that says what a replica carries and that nothing else scales, and finds those with too few replicas for what comes, or too many for long.
/// </summary>
public sealed class CapacityLook(WorkloadForecasts forecasts)
{
    private const int MostWorkloads = 100;
    private static readonly ResourceKind[] Scalable = [Kinds.Deployment, Kinds.StatefulSet];

    /// <summary>Adds what it finds, and why something could not be told.</summary>
    /// <exception cref="ClusterException">The workloads cannot be read.</exception>
    internal async Task LookAsync(ICluster cluster, ForecastOptions options, ForecastFindings found, CancellationToken cancellationToken)
    {
        var declared = await DeclaredAsync(cluster, cancellationToken);
        var scalers = declared.Count == 0 ? [] : await ScalersAsync(cluster, cancellationToken);
        foreach (var (workload, manifest, declaration) in declared.Where(one => !scalers.Any(scaler => scaler.Text("metadata", "namespace") == one.Ref.Namespace && Autoscaler.Scales(scaler, one.Ref))).Take(MostWorkloads))
        {
            if (declaration.Problems.Count > 0)
            {
                found.Gaps.Add($"{workload}: {declaration.Problems[0]}");
                continue;
            }

            var forecast = await forecasts.OfAsync((workload, manifest, declaration), hasAccuracy: true, cancellationToken);
            found.Looked++;
            if (Finding(forecast, options) is { } finding) found.All.Add(finding);
            if (!forecast.Recommendation.IsFresh) found.Unseen.Add(Subject.Of(workload));
        }
    }

    /// <summary>What a forecast calls for; null when the replicas are right.</summary>
    internal static Finding? Finding(WorkloadForecast forecast, ForecastOptions options)
    {
        var (wanted, detail) = (forecast.Recommendation.Replicas, string.Create(CultureInfo.InvariantCulture, $"{forecast.Current} replicas, {forecast.Recommendation.Replicas} are recommended: {forecast.Recommendation.Reason}"));
        return wanted.CompareTo(forecast.Current) switch
        {
            > 0 => new Finding(Observation.CapacityShort, Subject.Of(forecast.Workload)) { Detail = detail },
            < 0 => new Finding(Observation.CapacitySpare, Subject.Of(forecast.Workload)) { Detail = detail, Grace = options.SpareFor },
            _ => null,
        };
    }

    private static async Task<List<(WorkloadRef Ref, JsonObject Manifest, CapacityDeclaration Declared)>> DeclaredAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        var declared = new List<(WorkloadRef, JsonObject, CapacityDeclaration)>();
        foreach (var (kind, ns) in Scalable.SelectMany(kind => cluster.Namespaces.DefaultIfEmpty("").Select(ns => (kind, ns))))
        {
            await foreach (var manifest in cluster.StreamAsync(kind, new ListQuery(ns), cancellationToken))
            {
                if (CapacityDeclaration.Of(manifest.Map("metadata", "annotations")) is { } one) declared.Add((new WorkloadRef(cluster.Name, kind.Kind, manifest.Text("metadata", "namespace") ?? "", manifest.Name()), manifest, one));
            }
        }

        return declared;
    }

    /// <summary>KEDA and other autoscalers ask for the same numbers themselves.</summary>
    private static async Task<List<JsonObject>> ScalersAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        var scalers = new List<JsonObject>();
        foreach (var (kind, ns) in new[] { Kinds.HorizontalPodAutoscaler, Kinds.ScaledObject }.SelectMany(kind => cluster.Namespaces.DefaultIfEmpty("").Select(ns => (kind, ns))))
        {
            try
            {
                scalers.AddRange(await cluster.StreamAsync(kind, new ListQuery(ns), cancellationToken).ToListAsync(cancellationToken));
            }
            catch (ClusterException absent) when (absent.IsNotFound)
            {
                // The cluster does not know the kind: KEDA is not installed.
            }
        }

        return scalers;
    }
}
