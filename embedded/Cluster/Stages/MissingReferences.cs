using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>Finds the first ConfigMap or Secret that a pod refers to and that is not there, and says so in the kubelet's words; null when all are there.</summary>
internal sealed class MissingReferences(Func<ObjectKey, JsonObject?> find)
{
    public string? Volume(JsonNode pod)
    {
        foreach (var volume in pod.Objects("spec", "volumes"))
        {
            var missing = Missing("configmap", volume.Text("configMap", "name"), volume.Is("configMap", "optional"), pod.Namespace())
                ?? Missing("secret", volume.Text("secret", "secretName"), volume.Is("secret", "optional"), pod.Namespace());
            missing ??= MissingItem("configmap", "config", volume["configMap"], volume.Text("configMap", "name"), pod.Namespace())
                ?? MissingItem("secret", "secret", volume["secret"], volume.Text("secret", "secretName"), pod.Namespace());
            if (missing is not null)
            {
                return $"MountVolume.SetUp failed for volume \"{volume.Text("name")}\" : {missing}";
            }

            if (volume.Text("persistentVolumeClaim", "claimName") is { } claim && find(ObjectKey.Core("persistentvolumeclaims", pod.Namespace(), claim)) is null)
            {
                return $"Unable to attach or mount volumes: unmounted volumes=[{volume.Text("name")}], unattached volumes=[], failed to process volumes=[{volume.Text("name")}]: "
                    + $"error processing PVC {pod.Namespace()}/{claim}: failed to fetch PVC from API server: persistentvolumeclaims \"{claim}\" not found";
            }
        }

        return null;
    }

    public string? Environment(JsonNode container, string? ns)
    {
        foreach (var from in container.Objects("envFrom"))
        {
            var missing = Missing("configmap", from.Text("configMapRef", "name"), from.Is("configMapRef", "optional"), ns)
                ?? Missing("secret", from.Text("secretRef", "name"), from.Is("secretRef", "optional"), ns);
            if (missing is not null)
            {
                return missing;
            }
        }

        return container.Objects("env")
            .Select(variable => variable.At("valueFrom"))
            .Select(from => MissingKey("configmap", "ConfigMap", from.At("configMapKeyRef"), ns) ?? MissingKey("secret", "Secret", from.At("secretKeyRef"), ns))
            .FirstOrDefault(missing => missing is not null);
    }

    /// <summary>A key that a volume picks out and that is not there.</summary>
    private string? MissingItem(string what, string word, JsonNode? source, string? name, string? ns)
    {
        if (name is null || source.Is("optional") || find(Key(what, name, ns)) is not { } found)
        {
            return null;
        }

        var missing = source.Objects("items").Select(item => item.Text("key")!).FirstOrDefault(key => found.At("data", key) is null && found.At("binaryData", key) is null);
        return missing is null ? null : $"{what} references non-existent {word} key: {missing}";
    }

    private string? MissingKey(string what, string kind, JsonNode? reference, string? ns)
    {
        if (reference.Text("name") is not { } name || reference.Is("optional"))
        {
            return null;
        }

        var found = find(Key(what, name, ns));
        if (found is null)
        {
            return $"{what} \"{name}\" not found";
        }

        var key = reference.Text("key") ?? "";
        var hasKey = found.At("data", key) is not null || found.At("binaryData", key) is not null || found.At("stringData", key) is not null;
        return hasKey ? null : $"couldn't find key {key} in {kind} {ns}/{name}";
    }

    private string? Missing(string what, string? name, bool optional, string? ns) =>
        name is null || optional || find(Key(what, name, ns)) is not null ? null : $"{what} \"{name}\" not found";

    private static ObjectKey Key(string what, string name, string? ns) => ObjectKey.Core(what == "secret" ? "secrets" : "configmaps", ns, name);
}
