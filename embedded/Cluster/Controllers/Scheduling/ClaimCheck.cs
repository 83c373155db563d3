using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>Whether the volume claims of a pod let it be scheduled at all.</summary>
internal sealed class ClaimCheck(ClusterClient client, JsonObject pod)
{
    /// <summary>What is wrong with the first claim that is not usable, in the scheduler's words; null when all are.</summary>
    public string? Refusal() => ClaimNames().Select(Refusal).FirstOrDefault(wrong => wrong is not null);

    /// <summary>Tells the claims that have waited for their first pod on which node it will run.</summary>
    public void Select(string node)
    {
        foreach (var key in ClaimNames().Select(claim => ObjectKey.Core("persistentvolumeclaims", pod.Namespace(), claim)))
        {
            if (client.Find(key) is { } claim && claim.Text("status", "phase") != "Bound")
            {
                client.Update(key, selected => selected.Ensure("metadata", "annotations")[VolumeClaims.SelectedNode] = node);
            }
        }
    }

    private IEnumerable<string> ClaimNames() => pod.Objects("spec", "volumes")
        .Select(volume => volume.Text("persistentVolumeClaim", "claimName") ?? (volume.At("ephemeral") is null ? null : $"{pod.Name()}-{volume.Text("name")}"))
        .OfType<string>();

    private string? Refusal(string claim)
    {
        var found = client.Find(ObjectKey.Core("persistentvolumeclaims", pod.Namespace(), claim));
        var storageClass = found.Text("spec", "storageClassName") is { } name ? client.Find(new ObjectKey("storage.k8s.io", "storageclasses", null, name)) : null;
        return found switch
        {
            null => $"persistentvolumeclaim \"{claim}\" not found",
            _ when found.IsDeleting() => $"persistentvolumeclaim \"{claim}\" is being deleted",
            _ when found.Text("status", "phase") == "Lost" => $"persistentvolumeclaim \"{claim}\" bound to non-existent persistentvolume \"{found.Text("spec", "volumeName")}\"",
            _ when found.Text("status", "phase") != "Bound" && !VolumeClaims.WaitsForConsumer(storageClass) => "pod has unbound immediate PersistentVolumeClaims",
            _ => null,
        };
    }
}
