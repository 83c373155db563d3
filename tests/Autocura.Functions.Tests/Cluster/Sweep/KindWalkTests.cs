using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Cluster.Sweep;
using Autocura.Embedded.Cluster;
using Autocura.Signals;
using Autocura.Support;

namespace Autocura.Functions.Tests.Cluster.Sweep;

public sealed class KindWalkTests
{
    private const string NotOurs = "metadata.namespace!=kube-system,metadata.namespace!=default,metadata.namespace!=kube-public,metadata.namespace!=shop,metadata.name!=kube-root-ca.crt";

    [Fact]
    public async Task It_hands_out_namespace_by_namespace_in_the_servers_order_whatever_the_pages()
    {
        await using var cluster = await SomeAsync();
        var walk = Walk(cluster);
        await walk.BeginAsync(new WalkPlace(), CancellationToken.None);
        (await RestAsync(walk)).ShouldBe(["a-b/1", "a-b/2", "a-b/3", "a/1", "a/2", "a/3", "b/1", "b/2", "b/3"]);
    }

    [Fact]
    public async Task Another_walk_goes_on_at_the_page_where_the_first_stopped()
    {
        await using var cluster = await SomeAsync();
        var first = Walk(cluster);
        await first.BeginAsync(new WalkPlace(), CancellationToken.None);
        await first.TakeAsync("a-b", () => false, CancellationToken.None).CountAsync();

        var second = Walk(cluster);
        await second.BeginAsync(new WalkPlace(first.Page, After: "a-b"), CancellationToken.None);
        first.Page.ShouldNotBeEmpty();
        (await RestAsync(second)).ShouldBe(["a/1", "a/2", "a/3", "b/1", "b/2", "b/3"]);
    }

    [Fact]
    public async Task A_walk_that_was_stopped_inside_a_namespace_is_taken_up_after_what_was_handed_out_last()
    {
        await using var cluster = await SomeAsync();
        var first = Walk(cluster);
        await first.BeginAsync(new WalkPlace(), CancellationToken.None);
        (await first.TakeAsync("a-b", () => true, CancellationToken.None).CountAsync()).ShouldBe(2, "it stops at the end of a page");
        (first.Namespace, first.Taken).ShouldBe(("a-b", "2"));

        var second = Walk(cluster);
        await second.BeginAsync(new WalkPlace(first.Page, "", "a-b", first.Taken), CancellationToken.None);
        (await RestAsync(second)).ShouldBe(["a-b/3", "a/1", "a/2", "a/3", "b/1", "b/2", "b/3"]);
    }

    [Fact]
    public async Task A_page_that_the_server_has_forgotten_is_found_again_from_the_beginning()
    {
        await using var cluster = await SomeAsync(history: 3);
        var first = Walk(cluster);
        await first.BeginAsync(new WalkPlace(), CancellationToken.None);
        await first.TakeAsync("a-b", () => false, CancellationToken.None).CountAsync();
        foreach (var more in Enumerable.Range(4, 9))
        {
            Put(cluster, "b", $"{more}");
        }

        var second = Walk(cluster);
        await second.BeginAsync(new WalkPlace(first.Page, After: "a-b"), CancellationToken.None);
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
        new(cluster.Client, new SweepList(new ResourceKind("", "v1", "ConfigMap", "configmaps"), SceneParts.None) { FieldSelector = NotOurs }, new SweepNotes(new SweepCounter(), new SweepGaps(), PageSize: 2));

    private static async Task<List<string>> RestAsync(KindWalk walk)
    {
        var all = new List<string>();
        while (walk.Namespace is { } ns)
        {
            await foreach (var item in walk.TakeAsync(ns, () => false, CancellationToken.None))
            {
                all.Add($"{ns}/{JsonFields.Name(item)}");
            }
        }

        return all;
    }
}
