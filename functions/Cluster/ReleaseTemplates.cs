using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Incidents;

namespace Autocura.Cluster;

/// <summary>
/// The pod templates a workload's releases are kept in: a Deployment's in its ReplicaSets, a StatefulSet's and a DaemonSet's in ControllerRevisions.
/// </summary>
public static class ReleaseTemplates
{
    private const string RevisionAnnotation = "deployment.kubernetes.io/revision";
    private const string CauseAnnotation = "kubernetes.io/change-cause";
    private const string VersionLabel = "app.kubernetes.io/version";

    /// <summary>The releases that are kept, the oldest first; none when the workload does not exist.</summary>
    public static async Task<IReadOnlyList<KeptRelease>> ReadAsync(ICluster cluster, ObjectRef workload, CancellationToken cancellationToken)
    {
        if (await cluster.FindMetadataAsync(workload, cancellationToken) is not { } owner)
        {
            return [];
        }

        var kind = workload.Kind == "Deployment" ? Kinds.ReplicaSet : Kinds.ControllerRevision;
        var releases = await cluster.StreamAsync(kind, new ListQuery(workload.Namespace), cancellationToken)
            .Where(release => release.Items("metadata", "ownerReferences").Any(reference => reference.Text("uid") == owner.Uid()))
            .Select(Release)
            .OfType<KeptRelease>()
            .ToListAsync(cancellationToken);
        return [.. releases.OrderBy(release => release.Revision)];
    }

    private static KeptRelease? Release(JsonObject kept)
    {
        var text = kept.Text("metadata", "annotations", RevisionAnnotation) ?? kept["revision"]?.ToJsonString();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) && (kept.At("spec", "template") ?? kept.At("data", "spec", "template")) is JsonObject template
            ? new KeptRelease(revision, template, [.. Names(kept, template).OfType<string>().Distinct()])
            : null;
    }

    private static IEnumerable<string?> Names(JsonObject kept, JsonObject template) =>
    [
        kept.Text("metadata", "annotations", CauseAnnotation),
        template.Text("metadata", "labels", VersionLabel),
        kept.Name(),
        .. template.Map("metadata", "labels").Concat(kept.Map("metadata", "labels")).Select(label => $"{label.Key}={label.Value}"),
    ];
}

/// <summary>One release of a workload that is kept: its number, its pod template, and what people call it (its change cause, its version label, the object that keeps it, its labels as key=value).</summary>
public sealed record KeptRelease(int Revision, JsonObject Template, IReadOnlyList<string> Names);
