using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>Reads a workload's releases, newest first: ReplicaSets of a Deployment, ControllerRevisions of the others.</summary>
internal static class ReleaseReader
{
    /// <summary>The annotation in which a Deployment numbers its releases.</summary>
    public const string RevisionAnnotation = "deployment.kubernetes.io/revision";

    private const int Most = 10;

    public static IReadOnlyList<ReleaseView> OfReplicaSets(IEnumerable<JsonObject> replicaSets, string ownerUid) =>
        Compare(replicaSets.Where(set => OwnedBy(set, ownerUid)).Select(set => new Release(
            set,
            RevisionOf(set) ?? 0,
            set.At("spec", "template"),
            set.Int("spec", "replicas") ?? 1,
            set.Int("status", "readyReplicas") ?? 0)));

    /// <summary>A revision does not know its pods; they are counted from <paramref name="pods"/>.</summary>
    public static IReadOnlyList<ReleaseView> OfRevisions(IEnumerable<JsonObject> revisions, string ownerUid, IReadOnlyList<PodView> pods) =>
        Compare(revisions.Where(revision => OwnedBy(revision, ownerUid)).Select(revision => new Release(
            revision,
            revision.Int("revision") ?? 0,
            revision.At("data", "spec", "template"),
            pods.Count(pod => pod.Release == revision.Name()),
            pods.Count(pod => pod.Release == revision.Name() && pod.Ready))));

    /// <summary>The revision number that an object carries in its annotation; null when it carries none.</summary>
    public static int? RevisionOf(JsonObject source) =>
        int.TryParse(source.Text("metadata", "annotations", RevisionAnnotation), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;

    public static bool OwnedBy(JsonObject source, string uid) => source.Controller().Text("uid") == uid;

    private static IReadOnlyList<ReleaseView> Compare(IEnumerable<Release> releases)
    {
        var ordered = releases.OrderByDescending(release => release.Revision).ThenBy(release => release.Source.Name(), StringComparer.Ordinal).Take(Most + 1).ToList();
        return [.. ordered.Take(Most).Select((release, index) => new ReleaseView
        {
            Revision = release.Revision,
            Name = release.Source.Name(),
            CreatedAt = release.Source.CreatedAt(),
            Replicas = release.Replicas,
            ReadyReplicas = release.ReadyReplicas,
            Containers = PodTemplate.Brief(release.Template),
            Changes = index + 1 < ordered.Count ? TemplateDiff.Between(ordered[index + 1].Template, release.Template) : [],
        })];
    }

    private sealed record Release(JsonObject Source, int Revision, JsonNode? Template, int Replicas, int ReadyReplicas);
}
