using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Forecasting.Capacity;
using Autocura.Incidents;

namespace Autocura.Metrics.Forecasts;

/// <summary>Finds where people have written what a replica carries: on the workload, or on the KEDA ScaledObject that scales it, whose bounds hold then.</summary>
internal static class DeclaredCapacity
{
    /// <summary>What is declared; null when nothing is.</summary>
    /// <exception cref="ClusterException">The ScaledObjects cannot be read.</exception>
    public static async Task<CapacityDeclaration?> FindAsync(ICluster cluster, WorkloadRef workload, JsonObject manifest, CancellationToken cancellationToken)
    {
        if (CapacityDeclaration.Of(manifest.Map("metadata", "annotations")) is { } own) return own;
        try
        {
            await foreach (var scaler in cluster.StreamAsync(Kinds.ScaledObject, new ListQuery(workload.Namespace), cancellationToken))
            {
                if (Autoscaler.Scales(scaler, workload) && CapacityDeclaration.Of(Annotations(scaler)) is { } declared) return declared;
            }
        }
        catch (ClusterException absent) when (absent.IsNotFound)
        {
            return null; // The cluster does not know the kind: KEDA is not installed.
        }

        return null;
    }

    private static Dictionary<string, string> Annotations(JsonObject scaler)
    {
        var annotations = scaler.Map("metadata", "annotations").ToDictionary();
        foreach (var (field, name) in new[] { ("minReplicaCount", "minReplicas"), ("maxReplicaCount", "maxReplicas") })
        {
            if (scaler.Int("spec", field) is { } bound) annotations.TryAdd($"{CapacityDeclaration.Prefix}{name}", bound.ToString(CultureInfo.InvariantCulture));
        }

        return annotations;
    }
}
