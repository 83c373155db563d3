using System.Globalization;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Deployments;

/// <summary>
/// The revisions of a Deployment live in its ReplicaSets: their templates, their <c>revision</c> annotations. Reads them, and says which ReplicaSet carries
/// today's template, so that <c>kubectl rollout history</c> and <c>undo</c> find what they expect.
/// </summary>
internal static class Revisions
{
    public const string Revision = "deployment.kubernetes.io/revision";
    public const string History = "deployment.kubernetes.io/revision-history";
    public const string DesiredReplicas = "deployment.kubernetes.io/desired-replicas";
    public const string MaxReplicas = "deployment.kubernetes.io/max-replicas";
    public const string TemplateHash = "pod-template-hash";

    /// <summary>Annotations that describe the Deployment itself and must not travel to its ReplicaSets.</summary>
    private static readonly HashSet<string> NotCopied =
    [
        "kubectl.kubernetes.io/last-applied-configuration", Revision, History, DesiredReplicas, MaxReplicas, "deprecated.deployment.rollback.to",
    ];

    public static int Of(JsonNode replicaSet) =>
        int.TryParse(replicaSet.Annotation(Revision), CultureInfo.InvariantCulture, out var revision) ? revision : 0;

    public static IEnumerable<KeyValuePair<string, string>> Copied(JsonNode deployment) =>
        deployment.TextMap("metadata", "annotations").Where(annotation => !NotCopied.Contains(annotation.Key));

    /// <summary>The ReplicaSet that carries the Deployment's template; the oldest, should there be several.</summary>
    public static JsonObject? FindCurrent(JsonNode deployment, IEnumerable<JsonObject> sets)
    {
        var template = Canonical(deployment.At("spec", "template"));
        return sets
            .OrderBy(set => set.Created()).ThenBy(set => set.Name(), StringComparer.Ordinal)
            .FirstOrDefault(set => JsonNode.DeepEquals(Canonical(set.At("spec", "template")), template));
    }

    /// <summary>The hash of a template. The collision count makes a different one when a ReplicaSet of another owner has the name already.</summary>
    public static string Hash(JsonNode? template, int collisions) =>
        Chance.Hash(Canonical(template)?.ToJsonString() + (collisions == 0 ? "" : collisions.ToString()));

    /// <summary>
    /// The template without its hash label and without fields that say nothing (null, empty): clients over typed models write <c>resources: {}</c> and
    /// <c>creationTimestamp: null</c> where others write nothing, and mean the same.
    /// </summary>
    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject fields => Canonical(fields),
        JsonArray items => new JsonArray([.. items.Select(Canonical)]),
        _ => node?.DeepClone(),
    };

    private static JsonObject? Canonical(JsonObject fields)
    {
        var said = fields
            .Where(field => field.Key != TemplateHash)
            .Select(field => KeyValuePair.Create(field.Key, Canonical(field.Value)))
            .Where(field => field.Value is not (null or JsonArray { Count: 0 }))
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .ToList();
        return said.Count == 0 ? null : new JsonObject(said);
    }
}
