using System.Diagnostics;
using System.Text.Json.Nodes;
using Autocura.Benchmarks.Harness;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Benchmarks.Clusters;

/// <summary>
/// A simulated cluster with many nodes and Deployments, its API over HTTPS, and a clock that only the measurement moves, so that what is timed is work and
/// not waiting.
/// </summary>
internal sealed class LargeCluster : IAsyncDisposable
{
    private const int DeploymentsOfNamespace = 10;
    private static readonly Actor Author = new("benchmark", "benchmark", "benchmark");
    private readonly WorkFolder folder = new();
    private readonly ObjectAdmission admission;

    private LargeCluster(int nodes, int deployments, int replicas)
    {
        (Nodes, Deployments, Replicas) = (nodes, deployments, replicas);
        Store = ObjectStore.Open(Path.Combine(folder.Path, "cluster.db"), new ResourceCatalog(), Time, seed: 1);
        admission = new ObjectAdmission(Store, Time);
        Simulation = new Simulation(Store, Time, ImageCatalog.Load(), seed: 1, NullLogger<Simulation>.Instance);
    }

    public int Nodes { get; }

    public int Deployments { get; }

    public int Replicas { get; }

    public ManualTime Time { get; } = new();

    public ObjectStore Store { get; }

    public Simulation Simulation { get; }

    public ClusterServer Server { get; private set; } = null!;

    public int ReadyPods => Store.List("", "pods").Count(pod => pod.Items("status", "conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True"));

    public static async Task<LargeCluster> StartAsync(int nodes, int deployments, int replicas)
    {
        var cluster = new LargeCluster(nodes, deployments, replicas);
        cluster.Server = await ClusterServer.StartAsync(
            new ClusterServerOptions { Port = 0, DataFolder = cluster.folder.Path }, cluster.Store, cluster.Simulation.Reports, cluster.Time);
        cluster.Simulation.Start();
        cluster.Store.Batch(() =>
        {
            for (var i = 0; i < nodes; i++) cluster.Create(Objects.Node(i));
        });
        await cluster.Simulation.WhenIdleAsync();
        return cluster;
    }

    /// <summary>Creates every Deployment with its Service and lets time pass until all pods are ready.</summary>
    public async Task FillAsync()
    {
        for (var i = 0; i < Deployments; i++)
        {
            var ns = Namespace(i);
            Store.Batch(() =>
            {
                if (i % DeploymentsOfNamespace == 0) Create(Objects.Namespace(ns));
                Create(Objects.Deployment(Name(i), ns, Replicas));
                Create(Objects.Service(Name(i), ns));
            });
        }

        await RunAsync(TimeSpan.FromSeconds(30));
    }

    public static string Name(int deployment) => $"app-{deployment:000}";

    public static string Namespace(int deployment) => $"team-{deployment / DeploymentsOfNamespace:00}";

    /// <summary>Releases a Deployment anew, and lets time pass until its pods are replaced.</summary>
    public async Task ReleaseAsync(int deployment, string release)
    {
        Store.Update(
            ObjectKey.Apps("deployments", Namespace(deployment), Name(deployment)),
            found =>
            {
                found["spec"]!["template"]!["metadata"]!["annotations"]!["release"] = release;
                return found;
            },
            Author);
        await RunAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>Lets simulated time pass, with everything that is due in it.</summary>
    public Task RunAsync(TimeSpan span) => Time.RunAsync(span, Simulation.WhenIdleAsync);

    /// <summary>Seconds, and seconds of CPU of this process, that some work takes.</summary>
    public static async Task<(double Seconds, double Cpu)> TimedAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        var before = Environment.CpuUsage.TotalTime;
        await work();
        return (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Simulation.DisposeAsync();
        Store.Dispose();
        folder.Dispose();
    }

    // As over HTTP: without its defaults an object would change its template, and roll out anew, at the first patch.
    private void Create(JsonObject manifest)
    {
        var type = Store.Catalog.FindKind(manifest.ApiVersion(), manifest.Kind())!;
        var status = manifest["status"]?.DeepClone();
        admission.AdmitNew(type, manifest);
        if (status is not null) manifest["status"] = status;
        Store.Create(type.Key(manifest.Namespace(), manifest.Name()), manifest, Author);
    }
}
