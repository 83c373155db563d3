using System.Text.Json.Nodes;
using Autocura.Benchmarks.Harness;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Metrics;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Benchmarks.Watching;

/// <summary>What a look at a thousand HealingPolicies costs: three metrics each, of which one is what pods use, one a metric by name and one an expression that no other policy has.</summary>
internal sealed class PolicyBenchmark : IBenchmark
{
    private const int Policies = 1000;
    private const int Looks = 8;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);
    private static readonly Actor Author = new("benchmark", "kubectl", "kubectl-edit");

    public string Name => "policies";

    public string Question => "a look at 1,000 policies, which is made every 15 s";

    public async Task RunAsync(Report report)
    {
        var pattern = await ObjectPattern.TakeAsync();
        await using var cluster = await SettledCluster.StartAsync(pattern, Policies * SettledCluster.PodsOfDeployment);
        await using var metrics = await MetricsBackend.StartAsync(
            new MetricsBackendOptions { Port = 0, ScrapeInterval = Every, Retention = TimeSpan.FromMinutes(10), RuleFiles = new Dictionary<string, string>(), MaxSeries = 2_000_000 },
            () => cluster.Collect(),
            cluster.Time,
            NullLoggerFactory.Instance);
        foreach (var (what, hasOwnExpressions) in ((string, bool)[])[("equal metrics", false), ("an expression of its own each", true)])
        {
            Declare(cluster, hasOwnExpressions);
            await using var app = new AppProcess(cluster, metrics.Address);
            await LookAsync(report, cluster, app, what);
        }
    }

    private static async Task LookAsync(Report report, SettledCluster cluster, AppProcess app, string what)
    {
        List<object[]> rows = [];
        for (var look = 1; look <= Looks; look++)
        {
            cluster.Time.Advance(Every);
            var cost = await app.DoAsync("policies");
            rows.Add([look, cost.Milliseconds, cost.CpuMilliseconds, cost.AllocatedBytes / 1e6, cost.PeakBytes / 1e6, cost.Requests, cost.ReceivedBytes / 1e6, cost.Result]);
        }

        report.Text($"{Policies} HealingPolicies of {Policies} Deployments with {cluster.Pods} pods: {what}. The app is in a process of its own; requests and bytes are those of the API server, the questions to the metrics source are in the result.");
        report.Table(["look", "ms", "CPU ms", "MB allocated", "MB of heap at most", "requests", "MB read", "result"], rows);
    }

    private static void Declare(SettledCluster cluster, bool hasOwnExpressions)
    {
        for (var i = 0; i < Policies; i++)
        {
            var key = new ObjectKey("autocura.cognitiva.io", "healingpolicies", SettledCluster.Namespace(i), SettledCluster.Name(i));
            var expression = hasOwnExpressions ? $"max(kube_deployment_spec_replicas{{namespace=\"$namespace\",deployment=\"$workload\"}}) + {i} - {i}" : "vector(1)";
            if (cluster.Store.Find(key) is not null) cluster.Store.Delete(key, Author);
            cluster.Store.Create(key, Policy(key, expression), Author);
        }
    }

    private static JsonObject Policy(ObjectKey key, string expression) => new()
    {
        ["apiVersion"] = "autocura.cognitiva.io/v1",
        ["kind"] = "HealingPolicy",
        ["metadata"] = new JsonObject { ["name"] = key.Name, ["namespace"] = key.Namespace },
        ["spec"] = new JsonObject
        {
            ["targetRef"] = new JsonObject { ["kind"] = "Deployment", ["name"] = key.Name },
            ["metrics"] = new JsonArray(
                new JsonObject { ["name"] = "memory", ["type"] = "Resource", ["resource"] = new JsonObject { ["name"] = "memory", ["target"] = new JsonObject { ["type"] = "Value", ["averageValue"] = "100Gi" } } },
                Custom("replicas", "kube_deployment_spec_replicas"),
                Custom("own", expression)),
            ["actions"] = new JsonArray(new JsonObject { ["type"] = "Restart" }),
        },
    };

    private static JsonObject Custom(string name, string metric) =>
        new() { ["name"] = name, ["type"] = "Custom", ["custom"] = new JsonObject { ["metricName"] = metric, ["threshold"] = 1_000_000 } };
}
