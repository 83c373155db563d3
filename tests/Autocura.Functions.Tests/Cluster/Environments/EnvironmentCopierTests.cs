using System.Text.Json.Nodes;
using Autocura.Cluster.Environments;
using Autocura.Embedded.Cluster;
using Autocura.Environments;
using Autocura.Support;

namespace Autocura.Functions.Tests.Cluster.Environments;

public sealed class EnvironmentCopierTests
{
    private static readonly EnvironmentOrder Order = new("test", "shop", "trial", "3b1c", 1);
    private static readonly EnvironmentSpec Spec = new() { Source = "shop", Target = "shadow", Workloads = [new EnvironmentWorkload("Deployment", "checkout")], Include = new EnvironmentContents { Secrets = SecretCopying.Generated } };

    [Fact]
    public async Task Copying_twice_makes_everything_once_and_draws_no_new_secrets()
    {
        await using var cluster = await TestCluster.StartAsync();
        UseSecret(cluster);
        byte next = 0;
        var copier = new EnvironmentCopier(cluster.Clusters, new CopiedSecret(length => [.. Enumerable.Range(0, length).Select(_ => next++)]));

        var first = await copier.CopyAsync(new CopyOrder(Order, Spec), CancellationToken.None);
        var drawn = Data(cluster);
        var again = await copier.CopyAsync(new CopyOrder(Order, Spec), CancellationToken.None);

        first.Refused.ShouldBe("");
        first.Made.ShouldBe(["NetworkPolicy shadow/autocura-no-traffic", "ResourceQuota shadow/autocura-environment", "Secret shadow/keys", "Service shadow/checkout", "Deployment shadow/checkout"]);
        again.Made.ShouldBe(first.Made);
        Data(cluster).ShouldBe(drawn);
        drawn.ShouldNotContain("c2VjcmV0", Case.Sensitive, "the source's own value");
        var copy = cluster.Store.Find(ObjectKey.Apps("deployments", "shadow", "checkout"))!;
        copy["metadata"]!["ownerReferences"].ShouldBeNull();
        copy["spec"]!["replicas"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_workload_that_needs_a_secret_is_refused_before_anything_is_made_unless_it_is_there()
    {
        await using var cluster = await TestCluster.StartAsync();
        UseSecret(cluster);
        var copier = new EnvironmentCopier(cluster.Clusters, new CopiedSecret(length => new byte[length]));
        var bare = new CopyOrder(Order, Spec with { Include = new EnvironmentContents() });

        var refused = await copier.CopyAsync(bare, CancellationToken.None);

        refused.Refused.ShouldBe("Secret shop/keys is used (envFrom of checkout) and include.secrets is None: choose Copy or Generated, or make it in shadow first.");
        cluster.Store.Find(ObjectKey.Core("namespaces", null, "shadow")).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_somebody_else_s_is_not_written_over()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.Client.CreateAsync(Autocura.Cluster.Kinds.Namespace, Parse("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shadow"}}"""), CancellationToken.None);
        await cluster.Client.CreateAsync(
            Autocura.Cluster.Kinds.Service,
            Parse("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"checkout","namespace":"shadow"},"spec":{"ports":[{"port":81}]}}"""),
            CancellationToken.None);

        var report = await new EnvironmentCopier(cluster.Clusters, new CopiedSecret(length => new byte[length])).CopyAsync(new CopyOrder(Order, Spec), CancellationToken.None);

        report.Refused.ShouldBe("Service shadow/checkout is there already and is not this environment's: it is not written over.");
        cluster.Store.Find(ObjectKey.Core("services", "shadow", "checkout"))!["spec"]!["ports"]![0]!["port"]!.GetValue<int>().ShouldBe(81);
        var left = await new EnvironmentRemover(cluster.Clusters).RemoveAsync(new TearDownOrder(Order, "shadow"), CancellationToken.None);
        left.Going.ShouldNotContain("Service shadow/checkout");
    }

    private static void UseSecret(TestCluster cluster)
    {
        cluster.Store.Create(ObjectKey.Core("secrets", "shop", "keys"), Parse("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"keys","namespace":"shop"},"type":"Opaque","data":{"k":"c2VjcmV0"}}"""), Actor.ApiServer);
        cluster.Edit(ObjectKey.Apps("deployments", "shop", "checkout"), found => found["spec"]!["template"]!["spec"]!["containers"]![0]!["envFrom"] = JsonNode.Parse("""[{"secretRef":{"name":"keys"}}]"""));
    }

    private static string Data(TestCluster cluster) => cluster.Store.Find(ObjectKey.Core("secrets", "shadow", "keys"))!["data"]!.ToJsonString();

    private static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();
}
