using System.Text.Json.Nodes;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>One use of a ConfigMap or Secret by a pod template. The key is empty when all of it is used.</summary>
internal sealed record ConfigurationUse(ResourceKind Kind, string Name, string Key, string Where, bool IsOptional);

/// <summary>Lists what a pod template takes its configuration from.</summary>
internal static class ConfigurationUses
{
    public static IEnumerable<ConfigurationUse> Of(JsonNode? template)
    {
        var spec = template.At("spec");
        return spec.Items("containers").Concat(spec.Items("initContainers")).SelectMany(OfContainer)
            .Concat(spec.Items("volumes").SelectMany(OfVolume))
            // A missing one is no error: the image is pulled without.
            .Concat(spec.Items("imagePullSecrets").Select(secret => new ConfigurationUse(Kinds.Secret, secret.Text("name") ?? "", "", "image pull", IsOptional: true)))
            .Where(use => use.Name.Length > 0)
            .Distinct();
    }

    private static IEnumerable<ConfigurationUse> OfContainer(JsonObject container)
    {
        var name = container.Text("name");
        foreach (var variable in container.Items("env"))
        {
            var where = $"env {variable.Text("name")} of {name}";
            foreach (var use in Keyed(variable.At("valueFrom", "configMapKeyRef"), Kinds.ConfigMap, where).Concat(Keyed(variable.At("valueFrom", "secretKeyRef"), Kinds.Secret, where)))
            {
                yield return use;
            }
        }

        foreach (var source in container.Items("envFrom"))
        {
            foreach (var use in Whole(source.At("configMapRef"), Kinds.ConfigMap, $"envFrom of {name}").Concat(Whole(source.At("secretRef"), Kinds.Secret, $"envFrom of {name}")))
            {
                yield return use;
            }
        }
    }

    private static IEnumerable<ConfigurationUse> OfVolume(JsonObject volume)
    {
        var where = $"volume {volume.Text("name")}";
        return Mounted(volume.At("configMap"), "name", Kinds.ConfigMap, where)
            .Concat(Mounted(volume.At("secret"), "secretName", Kinds.Secret, where))
            .Concat(volume.Items("projected", "sources").SelectMany(source =>
                Mounted(source.At("configMap"), "name", Kinds.ConfigMap, where).Concat(Mounted(source.At("secret"), "name", Kinds.Secret, where))));
    }

    private static IEnumerable<ConfigurationUse> Keyed(JsonNode? reference, ResourceKind kind, string where) => reference is null ? []
        : [new ConfigurationUse(kind, reference.Text("name") ?? "", reference.Text("key") ?? "", where, reference.Flag("optional"))];

    private static IEnumerable<ConfigurationUse> Whole(JsonNode? reference, ResourceKind kind, string where) => reference is null ? []
        : [new ConfigurationUse(kind, reference.Text("name") ?? "", "", where, reference.Flag("optional"))];

    private static IEnumerable<ConfigurationUse> Mounted(JsonNode? source, string field, ResourceKind kind, string where)
    {
        if (source is null)
        {
            return [];
        }

        var name = source.Text(field) ?? "";
        var keys = source.Items("items").Select(item => item.Text("key") ?? "").DefaultIfEmpty("");
        return keys.Select(key => new ConfigurationUse(kind, name, key, where, source.Flag("optional")));
    }
}
