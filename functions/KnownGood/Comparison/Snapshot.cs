using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.KnownGood.Comparison;

/// <summary>
/// An object as it can be put back: all that somebody declared, exactly as it stands, without status and without what belongs to this one life of it.
/// </summary>
internal static class Snapshot
{
    private static readonly string[] KeptMetadata = ["name", "namespace", "labels", "annotations", "ownerReferences", "finalizers"];

    public static JsonObject Of(JsonObject live)
    {
        var snapshot = (JsonObject)live.DeepClone();
        snapshot.Remove("status");
        if (snapshot["metadata"] is JsonObject metadata)
        {
            foreach (var field in metadata.Select(field => field.Key).Except(KeptMetadata).ToList())
            {
                metadata.Remove(field);
            }

            DropNoise(metadata);
        }

        if (live.Text("kind") == "Service" && snapshot["spec"] is JsonObject spec && spec.Text("clusterIP") != "None")
        {
            spec.Remove("clusterIP");
            spec.Remove("clusterIPs");
        }

        return snapshot;
    }

    /// <summary>Without annotations that tools keep for themselves.</summary>
    internal static void DropNoise(JsonObject metadata)
    {
        if (metadata["annotations"] is not JsonObject annotations)
        {
            return;
        }

        foreach (var name in annotations.Select(annotation => annotation.Key).Where(Noise.IsAnnotation).ToList())
        {
            annotations.Remove(name);
        }

        if (annotations.Count == 0)
        {
            metadata.Remove("annotations");
        }
    }
}
