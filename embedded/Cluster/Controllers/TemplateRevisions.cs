using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers.Deployments;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>
/// The revisions of a StatefulSet or DaemonSet: one ControllerRevision for each template it has had, numbered, the oldest dropped beyond the limit. What
/// <c>kubectl rollout history</c> and <c>undo</c> read.
/// </summary>
internal sealed class TemplateRevisions(ClusterClient client, JsonObject owner)
{
    /// <summary>Label of a pod that says from which revision it was made.</summary>
    public const string Label = "controller-revision-hash";

    private const string Group = "apps";
    private const string Plural = "controllerrevisions";

    /// <summary>The name of today's revision, which is made when it is new and renumbered when it comes back. For pods, the hash in it.</summary>
    public (string Name, string Hash) Current()
    {
        var hash = Revisions.Hash(owner.At("spec", "template"), owner.Count("status", "collisionCount"));
        var name = $"{owner.Name()}-{hash}";
        var known = client.Owned(owner, Group, Plural).OrderBy(revision => revision.Count("revision")).ToList();
        var next = known.Select(revision => revision.Count("revision")).DefaultIfEmpty().Max() + 1;
        var current = known.Find(revision => revision.Name() == name);
        if (current is null)
        {
            client.Create(New(name, hash, next));
        }
        else if (current.Count("revision") < next - 1)
        {
            client.Update(new ObjectKey(Group, Plural, owner.Namespace(), name), revision => revision["revision"] = next);
        }

        var limit = owner.Whole("spec", "revisionHistoryLimit") ?? 10;
        foreach (var old in known.Where(revision => revision.Name() != name).SkipLast(limit))
        {
            client.Delete(new ObjectKey(Group, Plural, owner.Namespace(), old.Name()));
        }

        return (name, hash);
    }

    private JsonObject New(string name, string hash, int number)
    {
        var template = owner.Child("spec", "template")!.Copy();
        template["$patch"] = "replace";
        var labels = template.Child("metadata", "labels")?.Copy() ?? [];
        labels[Label] = hash;
        return new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "ControllerRevision",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = owner.Namespace(),
                ["labels"] = labels,
                ["annotations"] = new JsonObject(Revisions.Copied(owner).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
                ["ownerReferences"] = new JsonArray(OwnerReferences.Controller(owner)),
            },
            ["data"] = new JsonObject { ["spec"] = new JsonObject { ["template"] = template } },
            ["revision"] = number,
        };
    }
}
