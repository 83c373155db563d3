using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Scenarios;
using Autocura.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Embedded.Tests.Cluster.Controllers;

/// <summary>A simulated cluster on a clock that the test moves, with its own file, which can be killed and opened again.</summary>
public sealed class LiveCluster : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("autocura-cluster-").FullName;
    private readonly ImageCatalog images;

    private LiveCluster(ImageCatalog images)
    {
        this.images = images;
        (Store, Simulation) = Open();
    }

    public ManualTime Time { get; } = new();

    public ObjectStore Store { get; private set; }

    public Simulation Simulation { get; private set; }

    public Actor Developer { get; } = ApplicationInstallation.Developer("kubectl-edit");

    /// <summary>A cluster with nodes and no shop, ready for pods.</summary>
    public static Task<LiveCluster> EmptyAsync(params ImageProfile[] images) => EmptyAsync(3, images);

    public static async Task<LiveCluster> EmptyAsync(int nodes, params ImageProfile[] images)
    {
        var cluster = new LiveCluster(new ImageCatalog(images));
        cluster.Store.Batch(() =>
        {
            cluster.Create(Manifests.Namespace("default"));
            cluster.Create(Manifests.Namespace("test"));
            for (var i = 1; i <= nodes; i++)
            {
                cluster.Create(Manifests.Node($"node-{i}", $"10.244.{i}.0/24"));
            }
        });
        await cluster.Simulation.WhenIdleAsync();
        return cluster;
    }

    /// <summary>A cluster with the shop, after its present release has settled.</summary>
    public static Task<LiveCluster> ShopAsync() => RunningAsync(TimeSpan.FromSeconds(10), "shop");

    /// <summary>A cluster in which applications have been running for so long.</summary>
    public static async Task<LiveCluster> RunningAsync(TimeSpan duration, params IReadOnlyList<string> applications)
    {
        var cluster = new LiveCluster(ImageCatalog.Load());
        await new ApplicationInstallation(cluster.Store, cluster.Simulation).InstallAsync(applications);
        await cluster.RunAsync(duration);
        return cluster;
    }

    /// <summary>Lets simulated time pass, stopping at each instant at which something is due.</summary>
    public async Task RunAsync(TimeSpan duration)
    {
        var end = Time.GetUtcNow() + duration;
        await Simulation.WhenIdleAsync();
        while (Simulation.NextDue is { } due && due <= end)
        {
            Time.AdvanceTo(due > Time.GetUtcNow() ? due : Time.GetUtcNow());
            await Simulation.WhenIdleAsync();
        }

        Time.AdvanceTo(end);
        await Simulation.WhenIdleAsync();
    }

    /// <summary>Lets time pass until something holds. Fails, naming it, when it does not within the given time.</summary>
    public async Task RunUntilAsync(Func<bool> holds, string what, TimeSpan within)
    {
        var end = Time.GetUtcNow() + within;
        await Simulation.WhenIdleAsync();
        while (!holds())
        {
            var due = Simulation.NextDue;
            (due <= end).ShouldBeTrue($"{what}: not within {within}; next due {due:O}");
            Time.AdvanceTo(due!.Value > Time.GetUtcNow() ? due.Value : Time.GetUtcNow());
            await Simulation.WhenIdleAsync();
        }
    }

    public async Task PlayAsync(string scenario)
    {
        await new ScenarioRun(Store, Time).PlayAsync(ScenarioCatalog.Load().Find(scenario), CancellationToken.None);
        await Simulation.WhenIdleAsync();
    }

    public JsonObject Create(JsonObject manifest) =>
        Store.Create(Store.Catalog.FindKind(manifest.ApiVersion(), manifest.Kind())!.Key(manifest.Namespace(), manifest.Name()), manifest, Developer);

    public JsonObject Update(ObjectKey key, Action<JsonObject> change) => Store.Update(
        key,
        obj =>
        {
            change(obj);
            return obj;
        },
        Developer);

    public JsonObject Deployment(string name, string ns = "test") => Store.Find(ObjectKey.Apps("deployments", ns, name))!;

    public IReadOnlyList<JsonObject> ReplicaSets(string ns = "test") => Store.List("apps", "replicasets", ns);

    public IReadOnlyList<JsonObject> Pods(string ns = "test") => Store.List("", "pods", ns);

    public IReadOnlyList<JsonObject> PodsOf(string app, string ns = "test") => [.. Pods(ns).Where(pod => pod.Label("app.kubernetes.io/name") == app || pod.Label("app") == app)];

    public IEnumerable<string> Reasons(string ns = "test") => Store.List("", "events", ns).Select(seen => seen.Text("reason")!);

    /// <summary>Ends the process' part and opens the same file again, as after a SIGKILL: nothing is handed over but the file and the clock.</summary>
    public async Task RestartAsync()
    {
        await Simulation.DisposeAsync();
        Store.Dispose();
        (Store, Simulation) = Open();
        await Simulation.WhenIdleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Simulation.DisposeAsync();
        Store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private (ObjectStore Store, Simulation Simulation) Open()
    {
        var store = ObjectStore.Open(Path.Combine(folder, "cluster.db"), new ResourceCatalog(), Time, seed: 7);
        var simulation = new Simulation(store, Time, images, seed: 7, NullLogger<Simulation>.Instance);
        simulation.Start();
        return (store, simulation);
    }
}
