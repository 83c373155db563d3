using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Cluster.Sweep;
using Autocura.Embedded.Cluster;
using Autocura.Support;

namespace Autocura.Functions.Tests.Cluster.Sweep;

public sealed class KindWalkTests
{
    [Fact]
    public async Task It_hands_out_namespace_by_namespace_in_the_servers_order_whatever_the_pages()
    {
        await using var cluster = await SomeAsync();
        var walk = Walk(cluster);
        await walk.BeginAsync("", "", CancellationToken.None);
        (await RestAsync(walk)).ShouldBe(["a-b/1", "a-b/2", "a-b/3", "a/1", "a/2", "a/3", "b/1", "b/2", "b/3"]);
    }

    [Fact]
    public async Task Another_walk_goes_on_at_the_page_where_the_first_stopped()
    {
        await using var cluster = await SomeAsync();
        var first = Walk(cluster);
        await first.BeginAsync("", "", CancellationToken.None);
        await first.TakeAsync("a-b", CancellationToken.None).CountAsync();

        var second = Walk(cluster);
        await second.BeginAsync(first.Page, "a-b", CancellationToken.None);
        first.Page.ShouldNotBeEmpty();
        (await RestAsync(second)).ShouldBe(["a/1", "a/2", "a/3", "b/1", "b/2", "b/3"]);
    }

    [Fact]
    public async Task A_page_that_the_server_has_forgotten_is_found_again_from_the_beginning()
    {
        await using var cluster = await SomeAsync(history: 3);
        var first = Walk(cluster);
        await first.BeginAsync("", "", CancellationToken.None);
        await first.TakeAsync("a-b", CancellationToken.None).CountAsync();
        foreach (var more in Enumerable.Range(4, 9))
        {
            Put(cluster, "b", $"{more}");
        }

        var second = Walk(cluster);
        await second.BeginAsync(first.Page, "a-b", CancellationToken.None);
        (await RestAsync(second)).Take(6).ShouldBe(["a/1", "a/2", "a/3", "b/1", "b/10", "b/11"]);
    }

    private static async Task<TestCluster> SomeAsync(int history = 20_000)
    {
        var cluster = await TestCluster.StartAsync(history);
        foreach (var ns in (string[])["a", "b", "a-b"])
        {
            cluster.Store.Create(ObjectKey.Core("namespaces", null, ns), new() { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["name"] = ns } }, Actor.ApiServer);
            foreach (var name in (string[])["1", "2", "3"])
            {
                Put(cluster, ns, name);
            }
        }

        return cluster;
    }

    private static void Put(TestCluster cluster, string ns, string name) => cluster.Store.Create(
        ObjectKey.Core("configmaps", ns, name),
        new() { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["namespace"] = ns, ["name"] = name } },
        Actor.ApiServer);

    private static KindWalk Walk(TestCluster cluster) =>
        new(cluster.Client, new ResourceKind("", "v1", "ConfigMap", "configmaps"), new ListQuery(FieldSelector: "metadata.namespace!=kube-system,metadata.namespace!=default,metadata.namespace!=kube-public,metadata.namespace!=shop,metadata.name!=kube-root-ca.crt", Limit: 2), new SweepCounter());

    private static async Task<List<string>> RestAsync(KindWalk walk)
    {
        var all = new List<string>();
        while (walk.Namespace is { } ns)
        {
            await foreach (var item in walk.TakeAsync(ns, CancellationToken.None))
            {
                all.Add($"{ns}/{JsonFields.Name(item)}");
            }
        }

        return all;
    }
}
