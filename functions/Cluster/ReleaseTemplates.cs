using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Incidents;

namespace Autocura.Cluster;

/// <summary>
/// The pod templates a workload's releases are kept in: a Deployment's in its ReplicaSets, a StatefulSet's and a DaemonSet's in ControllerRevisions.
/// </summary>
public static class ReleaseTemplates
{
    private const string RevisionAnnotation = "deployment.kubernetes.io/revision";

    /// <summary>Pod templates by revision; empty when the workload does not exist or keeps none.</summary>
    public static async Task<IReadOnlyDictionary<int, JsonObject>> ReadAsync(ICluster cluster, ObjectRef workload, CancellationToken cancellationToken)
    {
        if (await cluster.FindMetadataAsync(workload, cancellationToken) is not { } owner)
        {
            return new Dictionary<int, JsonObject>();
        }

        var uid = owner["metadata"]?["uid"]?.GetValue<string>() ?? "";
        var kind = workload.Kind == "Deployment" ? Kinds.ReplicaSet : Kinds.ControllerRevision;
        var templates = new Dictionary<int, JsonObject>();
        await foreach (var release in cluster.StreamAsync(kind, new ListQuery(workload.Namespace), cancellationToken).Where(release => IsOwnedBy(release, uid)))
        {
            if (Revision(release) is { } revision && Template(release) is { } template)
            {
                templates[revision] = template;
            }
        }

        return templates;
    }

    private static bool IsOwnedBy(JsonObject release, string uid) =>
        (release["metadata"]?["ownerReferences"] as JsonArray ?? []).Any(owner => owner?["uid"]?.GetValue<string>() == uid);

    private static int? Revision(JsonObject release)
    {
        var text = release["metadata"]?["annotations"]?[RevisionAnnotation]?.GetValue<string>() ?? release["revision"]?.ToJsonString();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;
    }

    private static JsonObject? Template(JsonObject release) => (release["spec"]?["template"] ?? release["data"]?["spec"]?["template"]) as JsonObject;
}
