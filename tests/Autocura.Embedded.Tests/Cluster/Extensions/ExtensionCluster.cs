using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Tests.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Extensions;

/// <summary>A live cluster in which the kinds of other projects are defined, as they are behind the API server.</summary>
internal sealed class ExtensionCluster : IAsyncDisposable
{
    private readonly CustomResources definitions;

    private ExtensionCluster(LiveCluster live)
    {
        Live = live;
        definitions = new CustomResources(live.Store);
    }

    public LiveCluster Live { get; }

    public ObjectStore Store => Live.Store;

    public static async Task<ExtensionCluster> StartAsync()
    {
        var cluster = new ExtensionCluster(await LiveCluster.EmptyAsync());
        cluster.Store.Batch(() =>
        {
            foreach (var definition in BundledDefinitions.Load())
            {
                cluster.Live.Create(definition);
            }
        });
        return cluster;
    }

    /// <summary>A Deployment of the namespace "test" whose pods are ready.</summary>
    public async Task DeployAsync(string name, int replicas)
    {
        Live.Create(Manifests.Deployment(name, replicas, $"{name}:1"));
        await Live.RunUntilAsync(() => Live.PodsOf(name).Count(pod => pod.Items("status", "conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True")) == replicas, $"{name} ready", TimeSpan.FromMinutes(2));
    }

    public JsonObject Create(string apiVersion, string kind, string name, string spec, string metadata = "") => Live.Create(Manifests.Parse(
        $$"""{"apiVersion":"{{apiVersion}}","kind":"{{kind}}","metadata":{"name":"{{name}}","namespace":"test"{{metadata}}},"spec":{{spec}}}"""));

    public Task RunAsync(double seconds) => Live.RunAsync(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        definitions.Dispose();
        await Live.DisposeAsync();
    }
}
