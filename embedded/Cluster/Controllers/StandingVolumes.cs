using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>
/// Volumes that somebody has made by hand: free until a claim of their class takes them, and kept for nobody else once their claim is gone, until their claim
/// reference is cleared.
/// </summary>
internal sealed class StandingVolumes(ClusterClient client)
{
    /// <summary>Brings the phase of a volume up to its claim reference.</summary>
    public void SetPhase(ObjectKey key)
    {
        if (client.Find(key) is { } volume && !volume.IsDeleting() && Phase(volume) is var phase && volume.Text("status", "phase") != phase)
        {
            client.UpdateStatus(key, status => status["phase"] = phase);
        }
    }

    /// <summary>
    /// Lets go of the volumes of a claim that is gone, or whose place another of the same name has taken: what a storage class made goes too, where it says so.
    /// </summary>
    public void Release(ObjectKey claim, JsonObject? successor = null)
    {
        foreach (var volume in Volumes.Where(volume => IsOf(volume, claim) && volume.Text("spec", "claimRef", "uid") is { } uid && uid != successor?.Uid()))
        {
            var key = Key(volume);
            if (volume.Text("spec", "persistentVolumeReclaimPolicy") == "Delete")
            {
                client.Delete(key);
            }
            else
            {
                SetPhase(key);
            }
        }
    }

    /// <summary>The smallest free volume that fits a claim, now reserved for it; null when there is none.</summary>
    public JsonObject? Take(JsonObject claim)
    {
        var found = Volumes.Where(volume => Fits(volume, claim)).OrderBy(volume => volume.Amount("spec", "capacity", "storage")).FirstOrDefault();
        return found is null ? null : client.Update(Key(found), volume =>
        {
            volume.Ensure("spec")["claimRef"] = new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "PersistentVolumeClaim",
                ["namespace"] = claim.Namespace(),
                ["name"] = claim.Name(),
                ["uid"] = claim.Uid(),
            };
            volume.Ensure("status")["phase"] = "Bound";
        });
    }

    private static bool IsOf(JsonObject volume, ObjectKey claim) =>
        volume.Text("spec", "claimRef", "namespace") == claim.Namespace && volume.Text("spec", "claimRef", "name") == claim.Name;

    private IEnumerable<JsonObject> Volumes => client.List("", "persistentvolumes");

    private string Phase(JsonObject volume)
    {
        if (volume.Child("spec", "claimRef") is not { } reference || reference.Text("uid") is null)
        {
            return "Available";
        }

        var claim = client.Find(ObjectKey.Core("persistentvolumeclaims", reference.Text("namespace"), reference.Text("name") ?? ""));
        return claim?.Uid() == reference.Text("uid") ? "Bound" : "Released";
    }

    private static bool Fits(JsonObject volume, JsonObject claim)
    {
        var reference = volume.Child("spec", "claimRef");
        var isFree = reference is null
            || (reference.Text("uid") is null && reference.Text("namespace") == claim.Namespace() && reference.Text("name") == claim.Name());
        return isFree && !volume.IsDeleting()
            && (volume.Text("spec", "storageClassName") ?? "") == (claim.Text("spec", "storageClassName") ?? "")
            && volume.Amount("spec", "capacity", "storage") >= claim.Amount("spec", "resources", "requests", "storage")
            && claim.Texts("spec", "accessModes").All(mode => volume.Texts("spec", "accessModes").Contains(mode))
            && (claim.Text("spec", "volumeName") is not { Length: > 0 } wanted || wanted == volume.Name());
    }

    private static ObjectKey Key(JsonObject volume) => ObjectKey.Core("persistentvolumes", null, volume.Name());
}
