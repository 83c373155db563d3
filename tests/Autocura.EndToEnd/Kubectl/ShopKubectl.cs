using Autocura.Support;

namespace Autocura.EndToEnd.Kubectl;

/// <summary>The real kubectl on a cluster in which the shop runs. Its cache stays in a folder of this test's own.</summary>
internal sealed class ShopKubectl : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private int manifests;

    private ShopKubectl(TestCluster cluster) => Cluster = cluster;

    public TestCluster Cluster { get; }

    public static async Task<ShopKubectl> StartAsync() => new(await TestCluster.StartAsync());

    /// <summary>Runs kubectl in the namespace of the shop and returns what it prints; fails when kubectl does.</summary>
    public Task<string> RunAsync(params string[] arguments) => ClientProcess.RunAsync("kubectl", Arguments(arguments));

    /// <summary>Starts kubectl and lets it run on.</summary>
    public ClientProcess Start(params string[] arguments) => ClientProcess.Start("kubectl", Arguments(arguments));

    /// <summary>Runs kubectl, which must fail, and returns what it says about it.</summary>
    public async Task<string> RefusalAsync(params string[] arguments) =>
        (await Should.ThrowAsync<InvalidOperationException>(() => RunAsync(arguments))).Message;

    /// <summary>Writes a manifest and returns its path.</summary>
    public string Manifest(string yaml) => folder.Write($"{manifests++}.yaml", yaml);

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        folder.Dispose();
    }

    private string[] Arguments(string[] arguments) =>
        ["--kubeconfig", Cluster.KubeconfigPath, "--cache-dir", folder.FullName, "--namespace", "shop", .. arguments];
}
