using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Policies;
using Autocura.Embedded.Cluster;
using Autocura.Policies.Healing;
using Autocura.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Functions.Tests.Cluster.Policies;

public sealed class DeclaredTests
{
    [Theory]
    [InlineData("everywhere where all may be listed", "", "kube-system, shop")]
    [InlineData("only in the namespaces that are looked after", "shop", "shop")]
    public async Task Policies_are_read_where_this_system_may_look(string clause, string namespaces, string expected)
    {
        await using var cluster = await TestCluster.StartAsync();
        Declare(cluster, "shop");
        Declare(cluster, "kube-system");
        var reached = new KubernetesCluster(new ClusterOptions { Name = "test", Kubeconfig = cluster.KubeconfigPath, Namespaces = namespaces }, new ClusterWire(TimeProvider.System, () => 0, NullLogger.Instance));

        var found = await Declared<HealingPolicySpec>.ReadAsync(reached, Kinds.HealingPolicy, CancellationToken.None);

        string.Join(", ", found.Select(policy => policy.Ref.Namespace).Order(StringComparer.Ordinal)).ShouldBe(expected, clause);
    }

    private static void Declare(TestCluster cluster, string ns) => cluster.Store.Create(
        new ObjectKey("autocura.cognitiva.io", "healingpolicies", ns, "one"),
        new JsonObject
        {
            ["apiVersion"] = "autocura.cognitiva.io/v1",
            ["kind"] = "HealingPolicy",
            ["metadata"] = new JsonObject { ["name"] = "one", ["namespace"] = ns },
            ["spec"] = new JsonObject { ["targetRef"] = new JsonObject { ["kind"] = "Deployment", ["name"] = "cart" }, ["metrics"] = new JsonArray(), ["actions"] = new JsonArray() },
        },
        Actor.ApiServer);
}
