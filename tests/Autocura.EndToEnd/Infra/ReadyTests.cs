using Autocura.Support;

namespace Autocura.EndToEnd.Infra;

/// <summary>Every overlay, applied with kubectl to a cluster whose controllers run, comes up; and so does the app with each component.</summary>
public sealed class ReadyTests
{
    private static readonly TimeSpan Rollout = TimeSpan.FromMinutes(3);

    private static IEnumerable<string> Components => Directory.EnumerateDirectories(Repository.PathOf("infra/kubernetes/components")).Select(folder => Path.GetFileName(folder)!)
        .Where(name => name is not ("app" or "standalone")).Order(StringComparer.Ordinal);

    [RealClientTheory("kubectl")]
    [InlineData("development", "autocura-cognitiva-dev", "deployment/autocura", "statefulset/autocura-azurite")]
    [InlineData("staging", "autocura-cognitiva-staging", "deployment/autocura")]
    [InlineData("production", "autocura-cognitiva-prod", "deployment/autocura")]
    [InlineData("standalone", "autocura-cognitiva", "statefulset/autocura")]
    public async Task An_overlay_comes_up(string overlay, string ns, params string[] workloads)
    {
        await using var cluster = await TestCluster.StartAsync();
        await StorageAsync(cluster);
        await KubectlAsync(cluster, "apply", "--server-side", "--force-conflicts", "-k", Repository.PathOf($"infra/kubernetes/overlays/{overlay}"));
        await SecretsAsync(cluster, ns);

        await cluster.RunAsync(Rollout);

        foreach (var workload in workloads)
        {
            (await KubectlAsync(cluster, "rollout", "status", workload, "-n", ns, "--timeout=10s")).ShouldMatch("successfully rolled out|roll out complete|rolling update complete");
        }
    }

    [RealClientFact("kubectl")]
    public async Task The_app_comes_up_with_each_component()
    {
        await using var cluster = await TestCluster.StartAsync();
        await StorageAsync(cluster);
        foreach (var component in Components)
        {
            using var folder = new TemporaryFolder();
            await KubectlAsync(cluster, "apply", "--server-side", "--force-conflicts", "-k", Kustomized.WithComponent(folder, component));
            await SecretsAsync(cluster, "autocura-cognitiva");
            await cluster.RunAsync(TimeSpan.FromMinutes(1));

            (await KubectlAsync(cluster, "rollout", "status", "deployment/autocura", "-n", "autocura-cognitiva", "--timeout=10s")).ShouldContain("successfully rolled out", customMessage: component);
        }
    }

    [RealClientFact("kubectl")]
    public async Task The_demo_application_comes_up()
    {
        await using var cluster = await TestCluster.StartAsync();
        await KubectlAsync(cluster, "apply", "--server-side", "-k", Repository.PathOf("infra/demo/kubernetes"));

        await cluster.RunAsync(Rollout);

        (await KubectlAsync(cluster, "rollout", "status", "deployment", "-n", "demo", "--timeout=10s")).Split('\n').Count(line => line.Contains("successfully rolled out", StringComparison.Ordinal)).ShouldBe(3);
    }

    /// <summary>As infra/README.md says: what is secret is not in the repository.</summary>
    private static async Task SecretsAsync(TestCluster cluster, string ns)
    {
        var existing = await KubectlAsync(cluster, "get", "secrets", "-n", ns, "-o", "name");
        if (!existing.Contains("secret/autocura-storage", StringComparison.Ordinal))
        {
            await KubectlAsync(cluster, "create", "secret", "generic", "autocura-storage", "-n", ns, "--from-literal=connection=UseDevelopmentStorage=true");
        }

        if (!existing.Contains("secret/autocura-keys", StringComparison.Ordinal))
        {
            await KubectlAsync(cluster, "create", "secret", "generic", "autocura-keys", "-n", ns, "--from-literal=Host__Keys__Function=f", "--from-literal=Host__Keys__Master=m", "--from-literal=Host__Keys__Durable=d");
        }
    }

    /// <summary>The default class that kind and AKS have from the start.</summary>
    private static async Task StorageAsync(TestCluster cluster)
    {
        using var folder = new TemporaryFolder();
        var standard = folder.Write("standard.yaml", """
            apiVersion: storage.k8s.io/v1
            kind: StorageClass
            metadata:
              name: standard
              annotations: {storageclass.kubernetes.io/is-default-class: "true"}
            provisioner: rancher.io/local-path
            volumeBindingMode: WaitForFirstConsumer
            """);
        await KubectlAsync(cluster, "apply", "-f", standard);
    }

    private static Task<string> KubectlAsync(TestCluster cluster, params string[] arguments) =>
        ClientProcess.RunAsync("kubectl", ["--kubeconfig", cluster.KubeconfigPath, "--cache-dir", $"{cluster.KubeconfigPath}.cache", .. arguments]);
}
