using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Admission;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>
/// Binds claims to volumes: to one that stands free, or to one made for it by its storage class (for a class that waits for its first consumer, once a pod has
/// been given a node). A claim without either stays pending, and is told so.
/// </summary>
internal sealed class VolumeClaims(ClusterClient client) : IController
{
    /// <summary>Annotation by which the scheduler says where the first pod of a claim will run.</summary>
    public const string SelectedNode = "volume.kubernetes.io/selected-node";

    private const string DefaultClass = "storageclass.kubernetes.io/is-default-class";

    private readonly StandingVolumes standing = new(client);

    public string Name => "persistentvolume-controller";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: "", Plural: "persistentvolumeclaims" } => [change.Key],
        { Group: "", Plural: "persistentvolumes" } => Unbound().Prepend(change.Key),
        { Group: "storage.k8s.io", Plural: "storageclasses" } => Unbound(),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (key.Plural == "persistentvolumes")
        {
            standing.SetPhase(key);
            return null;
        }

        if (client.Find(key) is not { } claim)
        {
            standing.Release(key);
            return null;
        }

        if (claim.IsDeleting())
        {
            return null;
        }

        if (claim.Text("status", "phase") == "Bound")
        {
            Expand(key, claim);
            return null;
        }

        standing.Release(key, claim);
        if (standing.Take(claim) is { } volume)
        {
            Bind(key, claim, volume);
            return null;
        }

        client.UpdateStatus(key, status => status["phase"] = "Pending");
        var provided = Class(claim);
        Ask(key, Named(key, claim, provided), provided);
        return null;
    }

    /// <summary>Whether claims of this class are bound only when a pod comes that uses them.</summary>
    public static bool WaitsForConsumer(JsonNode? storageClass) => storageClass.Text("volumeBindingMode") == "WaitForFirstConsumer";

    private JsonObject? Class(JsonObject claim)
    {
        var wanted = claim.Text("spec", "storageClassName");
        return client.List("storage.k8s.io", "storageclasses").FirstOrDefault(known => wanted is null ? known.Annotation(DefaultClass) == "true" : known.Name() == wanted);
    }

    /// <summary>The claim with the default class written into it where it names none: the scheduler goes by the name.</summary>
    private JsonObject Named(ObjectKey key, JsonObject claim, JsonObject? provided) => provided is null || claim.Text("spec", "storageClassName") is not null
        ? claim
        : client.Update(key, unnamed => unnamed.Ensure("spec")["storageClassName"] = provided.Name()) ?? claim;

    private void Ask(ObjectKey key, JsonObject claim, JsonObject? provided)
    {
        var wanted = claim.Text("spec", "storageClassName");
        if (provided is not null && WaitsForConsumer(provided) && claim.Annotation(SelectedNode) is null)
        {
            client.Record(claim, "WaitForFirstConsumer", "waiting for first consumer to be created before binding");
        }
        else if (provided is not null)
        {
            Provide(key, claim, provided);
        }
        else if (wanted is { Length: > 0 })
        {
            client.Warn(claim, "ProvisioningFailed", $"storageclass.storage.k8s.io \"{wanted}\" not found");
        }
        else
        {
            client.Record(claim, "FailedBinding", "no persistent volumes available for this claim and no storage class is set");
        }
    }

    /// <summary>A bound claim that asks for more is given it, where its class allows it.</summary>
    private void Expand(ObjectKey key, JsonObject claim)
    {
        var (asked, has) = (claim.Text("spec", "resources", "requests", "storage"), claim.Text("status", "capacity", "storage"));
        if (Quantity.Parse(asked) > Quantity.Parse(has) && Class(claim).Is("allowVolumeExpansion"))
        {
            client.Update(ObjectKey.Core("persistentvolumes", null, claim.Text("spec", "volumeName") ?? ""), volume => volume.Ensure("spec", "capacity")["storage"] = asked);
            client.UpdateStatus(key, status => status.Ensure("capacity")["storage"] = asked);
            client.Record(claim, "FileSystemResizeSuccessful", "MountVolume.NodeExpandVolume succeeded for volume");
        }
    }

    private IEnumerable<ObjectKey> Unbound() => client.List("", "persistentvolumeclaims")
        .Where(claim => claim.Text("status", "phase") != "Bound")
        .Select(claim => ObjectKey.Core("persistentvolumeclaims", claim.Namespace(), claim.Name()));

    private void Provide(ObjectKey key, JsonObject claim, JsonObject provided)
    {
        var volume = $"pvc-{claim.Uid()}";
        var size = claim.Text("spec", "resources", "requests", "storage") ?? "1Gi";
        Bind(key, claim, client.Create(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "PersistentVolume",
            ["metadata"] = new JsonObject { ["name"] = volume },
            ["spec"] = new JsonObject
            {
                ["capacity"] = new JsonObject { ["storage"] = size },
                ["accessModes"] = claim.At("spec", "accessModes")?.DeepClone(),
                ["storageClassName"] = provided.Name(),
                ["persistentVolumeReclaimPolicy"] = provided.Text("reclaimPolicy") ?? "Delete",
                ["claimRef"] = new JsonObject { ["kind"] = "PersistentVolumeClaim", ["namespace"] = key.Namespace, ["name"] = key.Name, ["uid"] = claim.Uid() },
            },
            ["status"] = new JsonObject { ["phase"] = "Bound" },
        }));
        client.Record(claim, "ProvisioningSucceeded", $"Successfully provisioned volume {volume}");
    }

    private void Bind(ObjectKey key, JsonObject claim, JsonObject volume) => client.Update(key, bound =>
    {
        bound.Ensure("spec")["volumeName"] = volume.Name();
        bound["spec"]!["storageClassName"] = volume.Text("spec", "storageClassName");
        bound["status"] = new JsonObject
        {
            ["phase"] = "Bound",
            ["accessModes"] = claim.At("spec", "accessModes")?.DeepClone(),
            ["capacity"] = new JsonObject { ["storage"] = volume.Text("spec", "capacity", "storage") },
        };
    });
}
