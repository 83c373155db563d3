using k8s;

namespace Autocura.Embedded.Tests.Facade;

/// <summary>A folder for one test's kubeconfig and the files it names.</summary>
internal sealed class KubeConfigFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-kubeconfig-");

    public string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public KubernetesClientConfiguration Open(string kubeconfig, string? context = null, TimeProvider? time = null) =>
        KubeConfigContext.Open(KubeConfigFile.Load([Write("config", kubeconfig)], useRelativePaths: true), context, null, time ?? TimeProvider.System);

    /// <summary>A kubeconfig with one context, named c, of one cluster and one user. The arguments are YAML flow mappings.</summary>
    public static string With(string cluster = "{ server: https://127.0.0.1:6443 }", string user = "{ token: t }") =>
        $$"""
        apiVersion: v1
        kind: Config
        current-context: c
        contexts: [{ name: c, context: { cluster: k, user: u } }]
        clusters: [{ name: k, cluster: {{cluster}} }]
        users: [{ name: u, user: {{user}} }]
        """;

    public void Dispose() => folder.Delete(recursive: true);
}
