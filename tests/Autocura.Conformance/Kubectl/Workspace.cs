using System.Security.Cryptography;

namespace Autocura.Conformance.Kubectl;

/// <summary>A namespace of one test's own and the kubectl that works in it. The namespace goes with the test.</summary>
internal sealed class Workspace : IAsyncDisposable
{
    /// <summary>A Deployment whose pods do nothing, in any cluster.</summary>
    public const string Web =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, labels: {app: web}}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              terminationGracePeriodSeconds: 0
              containers:
              - name: web
                image: registry.k8s.io/pause:3.10
                env: [{name: A, value: "1"}, {name: B, value: "2"}]
        """;

    public const string OlderImage = "registry.k8s.io/pause:3.9";

    // No registry has it, and the simulated ones have no tag of this name.
    public const string MissingImage = "registry.k8s.io/pause:no-such-tag";

    private readonly ClusterUnderTest cluster;
    private readonly TemporaryFolder folder = new();
    private int manifests;

    private Workspace(ClusterUnderTest cluster)
    {
        this.cluster = cluster;

        // Chance, as a real cluster may hold what an earlier run has left.
        Namespace = $"conformance-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
    }

    public string Namespace { get; }

    public static async Task<Workspace> CreateAsync(ClusterUnderTest cluster)
    {
        var workspace = new Workspace(cluster);
        await workspace.RunAsync("create", "namespace", workspace.Namespace);
        return workspace;
    }

    /// <summary>Runs kubectl in the namespace and returns what it prints; fails when kubectl does.</summary>
    public Task<string> RunAsync(params string[] arguments) => ClientProcess.RunAsync("kubectl", Arguments(arguments));

    /// <summary>As <see cref="RunAsync"/>, for what waits for the cluster.</summary>
    public Task<string> WaitAsync(params string[] arguments) => cluster.MeanwhileAsync(RunAsync(arguments));

    /// <summary>Starts kubectl and lets it run on.</summary>
    public ClientProcess Start(params string[] arguments) => ClientProcess.Start("kubectl", Arguments(arguments));

    /// <summary>Runs kubectl, which must fail, and returns what it says about it.</summary>
    public async Task<string> RefusalAsync(params string[] arguments) =>
        (await Should.ThrowAsync<InvalidOperationException>(() => RunAsync(arguments))).Message;

    /// <summary>Waits until kubectl prints what is awaited.</summary>
    public Task UntilAsync(string what, string printed, params string[] arguments) => cluster.MeanwhileAsync(PrintsAsync(what, printed, arguments));

    /// <summary>Writes a manifest and returns its path.</summary>
    public string Manifest(string yaml) => folder.Write($"{manifests++}.yaml", yaml);

    /// <summary>The Deployment of <see cref="Web"/>, up and running.</summary>
    public async Task InstallWebAsync()
    {
        await RunAsync("apply", "-f", Manifest(Web));
        (await WaitAsync("rollout", "status", "deployment/web", "--timeout=60s")).ShouldContain("successfully rolled out");
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("delete", "namespace", Namespace, "--wait=false");
        folder.Dispose();
    }

    private async Task<bool> PrintsAsync(string what, string printed, string[] arguments)
    {
        await Eventually.TrueAsync(what, TimeSpan.FromMinutes(1), async () => (await RunAsync(arguments)).Contains(printed, StringComparison.Ordinal));
        return true;
    }

    private string[] Arguments(string[] arguments) =>
        ["--kubeconfig", cluster.Kubeconfig, "--cache-dir", cluster.CacheFolder, "--namespace", Namespace, .. arguments];
}
