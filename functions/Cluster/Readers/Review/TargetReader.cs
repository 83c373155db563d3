using System.Text.Json.Nodes;
using Autocura.Diagnosis.Surroundings;
using Autocura.Guardrails.Facts;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers.Review;

/// <summary>Reads what is known about the objects of a plan and their namespaces, without their content: a Secret's stays where it is.</summary>
internal static class TargetReader
{
    public static Task<Fact<IReadOnlyList<TargetView>>> ReadAsync(ReviewReading reading, IEnumerable<ObjectRef> targets) => reading.PartAsync<IReadOnlyList<TargetView>>(async () =>
        await Task.WhenAll(targets.Select(target => ViewAsync(reading, target))));

    private static async Task<TargetView> ViewAsync(ReviewReading reading, ObjectRef target)
    {
        // Of a kind that nothing here writes nothing can be read either; that such a step is no step the actions say.
        var found = Kinds.Find(target.Kind) is null ? null : await reading.Cluster.FindMetadataAsync(target, reading.Token);
        var ns = target.Namespace.Length == 0 ? null : await reading.Cluster.FindMetadataAsync(Kinds.Namespace.Ref("", target.Namespace), reading.Token);
        return new TargetView(target) { Exists = found is not null, Annotations = Kept(found), NamespaceAnnotations = Kept(ns), Owner = Owner(reading, target, found) };
    }

    private static IReadOnlyDictionary<string, string> Kept(JsonObject? found) => WorkloadState.KeptAnnotations(found.Map("metadata", "annotations"));

    private static OwnerView? Owner(ReviewReading reading, ObjectRef target, JsonObject? found) =>
        ToolMarks.Of(found.Map("metadata", "labels"), found.Map("metadata", "annotations"), target.Namespace, reading.Workload.Cluster);
}
