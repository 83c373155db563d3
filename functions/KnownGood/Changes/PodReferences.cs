using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.KnownGood.Changes;

/// <summary>The objects that pods of a template name: what they take their configuration from, and their claims.</summary>
internal sealed class PodReferences
{
    private readonly HashSet<(string Kind, string Name)> configuration = [];
    private readonly HashSet<string> claims = [];
    private readonly IReadOnlyList<string> claimPrefixes;

    public PodReferences(JsonObject workload)
    {
        var spec = workload.At("spec", "template", "spec");
        foreach (var volume in spec.Items("volumes"))
        {
            AddVolume(volume);
        }

        foreach (var container in spec.Items("containers").Concat(spec.Items("initContainers")))
        {
            AddContainer(container);
        }

        foreach (var secret in spec.Items("imagePullSecrets"))
        {
            Add("Secret", secret.Text("name"));
        }

        claimPrefixes = [.. workload.Items("spec", "volumeClaimTemplates").Select(template => $"{template.Name()}-{workload.Name()}-")];
    }

    public bool IsConfiguration(string kind, string name) => configuration.Contains((kind, name));

    public bool IsClaim(string name) => claims.Contains(name) || claimPrefixes.Any(prefix => name.StartsWith(prefix));

    private void AddVolume(JsonObject volume)
    {
        AddSource(volume.At("configMap", "name"), volume.At("secret", "secretName"));
        foreach (var source in volume.Items("projected", "sources"))
        {
            AddSource(source.At("configMap", "name"), source.At("secret", "name"));
        }

        if (volume.Text("persistentVolumeClaim", "claimName") is { } claim)
        {
            claims.Add(claim);
        }
    }

    private void AddContainer(JsonObject container)
    {
        foreach (var variable in container.Items("env"))
        {
            AddSource(variable.At("valueFrom", "configMapKeyRef", "name"), variable.At("valueFrom", "secretKeyRef", "name"));
        }

        foreach (var source in container.Items("envFrom"))
        {
            AddSource(source.At("configMapRef", "name"), source.At("secretRef", "name"));
        }
    }

    private void AddSource(JsonNode? configMap, JsonNode? secret)
    {
        Add("ConfigMap", configMap?.ToString());
        Add("Secret", secret?.ToString());
    }

    private void Add(string kind, string? name)
    {
        if (name is not null)
        {
            configuration.Add((kind, name));
        }
    }
}
