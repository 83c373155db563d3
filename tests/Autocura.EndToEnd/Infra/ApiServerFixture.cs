using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Usage;

namespace Autocura.EndToEnd.Infra;

/// <summary>The simulated API server alone, without controllers, for kubectl to talk to.</summary>
public sealed class ApiServerFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private ObjectStore? store;
    private ClusterServer? server;

    /// <summary>The administrator's way in.</summary>
    public string KubeconfigPath => server!.KubeconfigPath;

    /// <summary>Runs kubectl against the server and returns what it prints.</summary>
    public Task<string> KubectlAsync(params string[] arguments) => ClientProcess.RunAsync("kubectl", ["--kubeconfig", server!.KubeconfigPath, .. arguments]);

    /// <summary>Applies a manifest that is given as YAML.</summary>
    public Task<string> ApplyAsync(string manifest) =>
        KubectlAsync("apply", "--server-side", "-f", folder.Write("manifest.yaml", $"---\n{manifest}")); // kubectl takes a text that begins with a brace for JSON

    public async Task InitializeAsync()
    {
        store = ObjectStore.Open(Path.Combine(folder.FullName, "cluster.db"), new ResourceCatalog(), TimeProvider.System);
        server = await ClusterServer.StartAsync(new ClusterServerOptions { Port = 0, DataFolder = folder.FullName }, store, new NodeReports(new NoLogs()), TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    public void Dispose()
    {
        store?.Dispose();
        folder.Dispose();
    }

    private sealed class NoLogs : IPodLogs
    {
        public IAsyncEnumerable<PodLogLine>? Read(PodLogQuery query, CancellationToken cancellationToken) => null;
    }
}
