using Autocura.Support;
using YamlDotNet.RepresentationModel;

namespace Autocura.EndToEnd.Infra;

/// <summary>A folder as kustomize builds it.</summary>
internal static class Kustomized
{
    public static async Task<List<YamlMappingNode>> ReadAsync(string folder) => [.. Manifests.Parse(await ClientProcess.RunAsync("kubectl", "kustomize", Repository.PathOf(folder)))];

    /// <summary>The app with one component over it, in a folder of its own, as an overlay of a user's.</summary>
    public static string WithComponent(TemporaryFolder folder, string component) => Write(folder, "full", ["app", component]);

    /// <summary>The base with a flavour of rights and components, as kustomize builds it.</summary>
    public static async Task<List<YamlMappingNode>> WithComponentsAsync(TemporaryFolder folder, string flavour, IEnumerable<string> components) =>
        [.. Manifests.Parse(await ClientProcess.RunAsync("kubectl", "kustomize", Write(folder, flavour, components)))];

    private static string Write(TemporaryFolder folder, string flavour, IEnumerable<string> components)
    {
        var azure = components.Contains("workload-identity")
            ? """
              configMapGenerator:
              - name: autocura-azure
                namespace: autocura-cognitiva
                literals: [storage-account=stautocura, client-id=00000000-0000-0000-0000-000000000001]
              """
            : "";
        folder.Write("kustomization.yaml", $"""
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            resources: [{From("base")}, {From($"rbac/{flavour}")}]
            components: [{string.Join(", ", components.Select(component => From($"components/{component}")))}]
            {azure}
            """);
        return folder.FullName;

        string From(string path) => Path.GetRelativePath(folder.FullName, Repository.PathOf($"infra/kubernetes/{path}")).Replace('\\', '/');
    }
}
