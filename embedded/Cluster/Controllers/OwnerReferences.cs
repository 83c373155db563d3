using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>Owner references: how a pod knows its ReplicaSet, and a ReplicaSet its Deployment.</summary>
internal static class OwnerReferences
{
    /// <summary>The reference by which an owner controls what it creates.</summary>
    public static JsonObject Controller(JsonObject owner) => new()
    {
        ["apiVersion"] = owner.ApiVersion(),
        ["kind"] = owner.Kind(),
        ["name"] = owner.Name(),
        ["uid"] = owner.Uid(),
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };

    /// <summary>The key of the controlling owner, when it is of this kind; none otherwise.</summary>
    public static IEnumerable<ObjectKey> Of(JsonObject owned, string group, string kind, string plural)
    {
        var owner = owned.ControllerReference();
        return owner.Text("kind") == kind ? [new ObjectKey(group, plural, owned.Namespace(), owner.Text("name") ?? "")] : [];
    }

    /// <summary>
    /// The objects an owner controls, taking in those that its selector matches and nobody controls, as controllers do with orphans.
    /// </summary>
    public static List<JsonObject> Claim(ClusterClient client, JsonObject owner, string group, string plural)
    {
        var claimed = client.Owned(owner, group, plural).ToList();
        var selector = LabelSelector.OfWorkload(owner.At("spec", "selector"));
        foreach (var orphan in client.Orphans(group, plural, owner.Namespace()).Where(orphan => !orphan.IsDeleting() && !owner.IsDeleting() && selector.Matches(orphan)))
        {
            if (Adopt(client, owner, group, plural, orphan) is { } adopted)
            {
                claimed.Add(adopted);
            }
        }

        return claimed;
    }


    private static JsonObject? Adopt(ClusterClient client, JsonObject owner, string group, string plural, JsonObject orphan) =>
        client.Update(new ObjectKey(group, plural, orphan.Namespace(), orphan.Name()), adopted =>
        {
            var metadata = adopted.Ensure("metadata");
            if (metadata["ownerReferences"] is not JsonArray owners)
            {
                metadata["ownerReferences"] = owners = [];
            }

            owners.Add(Controller(owner));
        });
}
