using System.Text.Json.Nodes;
using Autocura.Benchmarks.Clusters;
using Autocura.Benchmarks.Harness;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Metrics;
using Autocura.Support;
using Autocura.Support.Yardstick;
using Autocura.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Benchmarks.Watching;

/// <summary>
/// A large cluster as it is an hour after its applications came up: every object, with status and managed fields, is a copy of one that controllers brought up
/// in a small cluster. No controller runs in it, so all the work there is, is that of who reads.
/// </summary>
internal sealed class SettledCluster : IAsyncDisposable
{
    public const int PodsOfDeployment = 10;
    private const int DeploymentsOfNamespace = 10;
    private const int PodsOfNode = 25;
    private const int DeploymentsOfTrouble = 10;
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);
    private static readonly Actor Author = new("benchmark", "kubectl", "kubectl-edit");

    private readonly WorkFolder folder = new();
    private readonly ObjectPattern pattern;
    private readonly Simulation still;

    private SettledCluster(ObjectPattern pattern, int pods)
    {
        this.pattern = pattern;
        (Pods, Time) = (pods, new ManualTime(pattern.At));
        Store = ObjectStore.Open(Path.Combine(folder.Path, "cluster.db"), new ResourceCatalog(), Time, seed: 1, history: 1000);
        still = new Simulation(Store, Time, ImageCatalog.Load(), seed: 1, NullLogger<Simulation>.Instance);
    }

    public int Pods { get; }

    public int Deployments => Pods / PodsOfDeployment;

    public ManualTime Time { get; }

    public ObjectStore Store { get; }

    public ClusterServer Server { get; private set; } = null!;

    /// <summary>The kubeconfig of the app's own account.</summary>
    public string Kubeconfig { get; private set; } = "";

    /// <summary>The Deployments of which a pod is in trouble: one in each namespace, which is the most that one in a hundred pods can be spread.</summary>
    public IEnumerable<int> Troubled => Enumerable.Range(0, Deployments / DeploymentsOfTrouble).Select(i => i * DeploymentsOfTrouble);

    public static async Task<SettledCluster> StartAsync(ObjectPattern pattern, int pods)
    {
        var cluster = new SettledCluster(pattern, pods);
        cluster.Server = await ClusterServer.StartAsync(new ClusterServerOptions { Port = 0, DataFolder = cluster.folder.Path }, cluster.Store, cluster.still.Reports, cluster.Time);
        cluster.Store.Batch(() =>
        {
            for (var i = 0; i < pods / PodsOfNode; i++) cluster.Put(pattern.Node(Node(i)));
        });
        for (var i = 0; i < cluster.Deployments; i++) cluster.Put(pattern.Application(Namespace(i), Name(i), i % DeploymentsOfNamespace == 0, pod => Node(((i * PodsOfDeployment) + pod) / PodsOfNode)));
        cluster.Kubeconfig = ProductUnderTest.Install(cluster.Server, cluster.Store, cluster.Time);
        cluster.Time.Advance(Age);
        return cluster;
    }

    /// <summary>What a Prometheus sees of the cluster.</summary>
    public IEnumerable<MetricFamily> Collect() => still.Exporter.Read();

    public static string Namespace(int deployment) => $"team-{deployment / DeploymentsOfNamespace:000}";

    public static string Name(int deployment) => $"app-{deployment:0000}";

    /// <summary>One pod in a hundred has been in trouble for ten minutes: by turns its image cannot be pulled, it crashes, or it is not ready.</summary>
    public void Trouble()
    {
        var since = (Time.GetUtcNow() - TimeSpan.FromMinutes(10)).ToTimestamp();
        foreach (var deployment in Troubled)
        {
            var (ns, name) = (Namespace(deployment), Name(deployment));
            Store.Batch(() =>
            {
                var pod = Store.List("", "pods", ns).First(pod => pod.Name().StartsWith($"{name}-", StringComparison.Ordinal));
                Change(ObjectKey.Core("pods", ns, pod.Name()), found => Ailment.Befall(found, deployment / DeploymentsOfTrouble, since));
                Change(ObjectKey.Apps("deployments", ns, name), found => Ailment.Tell(found, since));
                Change(new ObjectKey("discovery.k8s.io", "endpointslices", ns, pattern.SliceOf(name)), found => Ailment.TakeOut(found, pod.Name()));
            });
        }
    }

    /// <summary>One in a hundred Deployments, ConfigMaps and Services is written by a person, harmlessly.</summary>
    public void Edit()
    {
        foreach (var deployment in Enumerable.Range(0, Deployments).Where(i => i % 100 == 50))
        {
            var (ns, name) = (Namespace(deployment), Name(deployment));
            Change(ObjectKey.Apps("deployments", ns, name), found =>
            {
                found["spec"]!["minReadySeconds"] = 7;
                found["status"]!["observedGeneration"] = found.Number("metadata", "generation") + 1;
            });
            Change(ObjectKey.Core("configmaps", ns, name), found => found["data"]!["more"] = "yes");
            Change(ObjectKey.Core("services", ns, name), found => found["spec"]!["sessionAffinity"] = "ClientIP");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await still.DisposeAsync();
        Store.Dispose();
        folder.Dispose();
    }

    private static string Node(int number) => $"node-{number:0000}";

    private void Change(ObjectKey key, Action<JsonObject> change) => Store.Update(
        key,
        found =>
        {
            change(found);
            return found;
        },
        Author);

    /// <summary>Copies refer to one another as their patterns do.</summary>
    private void Put(IEnumerable<JsonObject> copies) => Store.Batch(() =>
    {
        var uids = new Dictionary<string, string>();
        foreach (var copy in copies)
        {
            var text = uids.Aggregate(copy.ToJsonString(), (json, uid) => json.Replace(uid.Key, uid.Value, StringComparison.Ordinal));
            var type = Store.Catalog.FindKind(copy.ApiVersion(), copy.Kind())!;
            var put = Store.Create(type.Key(copy.Namespace(), copy.Name()), JsonNode.Parse(text)!.AsObject(), Author, ownershipIsSet: copy["metadata"]!["managedFields"] is not null);
            if (copy.Text("metadata", "uid") is { } uid) uids[uid] = put.Uid();
        }
    });
}
