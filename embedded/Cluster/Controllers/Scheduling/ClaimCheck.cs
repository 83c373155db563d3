using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>Whether the volume claims of a pod let it be scheduled at all.</summary>
internal sealed class ClaimCheck(ClusterClient client, JsonObject pod)
{
    /// <summary>What is wrong with the first claim that is not usable, in the scheduler's words; null when all are.</summary>
    public string? Refusal() => ClaimNames().Select(Refusal).FirstOrDefault(wrong => wrong is not null);

    private IEnumerable<string> ClaimNames() => pod.Objects("spec", "volumes")
        .Select(volume => volume.Text("persistentVolumeClaim", "claimName") ?? (volume.At("ephemeral") is null ? null : $"{pod.Name()}-{volume.Text("name")}"))
        .OfType<string>();

    private string? Refusal(string claim)
    {
        var found = client.Find(ObjectKey.Core("persistentvolumeclaims", pod.Namespace(), claim));
        return found switch
        {
            null => $"persistentvolumeclaim \"{claim}\" not found",
            _ when found.IsDeleting() => $"persistentvolumeclaim \"{claim}\" is being deleted",
            _ when found.Text("status", "phase") == "Lost" => $"persistentvolumeclaim \"{claim}\" bound to non-existent persistentvolume \"{found.Text("spec", "volumeName")}\"",
            _ when found.Text("status", "phase") != "Bound" => "pod has unbound immediate PersistentVolumeClaims",
            _ => null,
        };
    }
}
