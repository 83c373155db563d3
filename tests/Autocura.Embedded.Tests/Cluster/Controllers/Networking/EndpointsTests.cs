using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Controllers.Networking;

public sealed class EndpointsTests
{
    private static readonly ObjectKey Web = ObjectKey.Core("endpoints", "test", "web");

    [Theory]
    [InlineData("8080", 8080)]
    [InlineData("\"http\"", 8080)]
    [InlineData("9999", 9999)] // nothing listens there: the endpoints are there all the same
    public async Task Ready_pods_are_addresses_on_the_resolved_target_port(string targetPort, int expected)
    {
        await using var cluster = await StartAsync(targetPort);

        var subset = cluster.Store.Find(Web).Objects("subsets").Single();

        subset.Objects("ports").Single().Whole("port").ShouldBe(expected);
        subset.Objects("addresses").Select(address => address.Text("targetRef", "name")).ShouldBe(cluster.Pods().Select(pod => pod.Name()), ignoreOrder: true);
        Slice(cluster).Objects("ports").Single().Whole("port").ShouldBe(expected);
        Slice(cluster).Objects("endpoints").All(endpoint => endpoint.Is("conditions", "ready")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_named_port_that_no_container_declares_has_no_port_to_go_to()
    {
        await using var cluster = await StartAsync("\"grpc\"");

        cluster.Store.Find(Web).Objects("subsets").Single().Objects("ports").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pod_that_is_not_ready_is_an_address_that_is_not_ready()
    {
        await using var cluster = await StartAsync("8080", new ImageProfile { Image = "web:*", Crash = new ImageCrash(2, 1, []) });
        await cluster.RunAsync(TimeSpan.FromSeconds(10));

        var subset = cluster.Store.Find(Web).Objects("subsets").Single();
        subset.Objects("addresses").ShouldBeEmpty();
        subset.Objects("notReadyAddresses").Count().ShouldBe(2);
        Slice(cluster).Objects("endpoints").Any(endpoint => endpoint.Is("conditions", "ready")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_pod_on_its_way_out_leaves_the_endpoints_at_once_and_shows_as_terminating_in_the_slice()
    {
        await using var cluster = await StartAsync("8080");
        var going = cluster.Pods()[0].Name();

        cluster.Store.Delete(ObjectKey.Core("pods", "test", going), cluster.Developer);
        await cluster.Simulation.WhenIdleAsync();

        cluster.Store.Find(Web).Objects("subsets").Single().Objects("addresses").Select(address => address.Text("targetRef", "name")).ShouldNotContain(going);
        var shown = Slice(cluster).Objects("endpoints").Single(endpoint => endpoint.Text("targetRef", "name") == going);
        (shown.Is("conditions", "ready"), shown.Is("conditions", "terminating")).ShouldBe((false, true));
    }

    [Fact]
    public async Task A_selector_that_matches_nothing_leaves_no_addresses()
    {
        await using var cluster = await StartAsync("8080");

        cluster.Update(ObjectKey.Core("services", "test", "web"), service => service["spec"]!["selector"] = new JsonObject { ["app"] = "wbe" });
        await cluster.Simulation.WhenIdleAsync();

        cluster.Store.Find(Web)!.At("subsets").ShouldBeNull();
    }

    [Fact]
    public async Task Endpoints_go_with_their_service()
    {
        await using var cluster = await StartAsync("8080");

        cluster.Store.Delete(ObjectKey.Core("services", "test", "web"), cluster.Developer);
        await cluster.Simulation.WhenIdleAsync();

        cluster.Store.Find(Web).ShouldBeNull();
        cluster.Store.List("discovery.k8s.io", "endpointslices", "test").ShouldBeEmpty();
    }

    private static async Task<LiveCluster> StartAsync(string targetPort, params ImageProfile[] images)
    {
        var cluster = await LiveCluster.EmptyAsync(images);
        cluster.Create(Manifests.Service("web", "web", targetPort));
        cluster.Create(Manifests.Deployment("web", 2, "web:1"));
        await cluster.RunAsync(TimeSpan.FromSeconds(2));
        return cluster;
    }

    private static JsonObject Slice(LiveCluster cluster) => cluster.Store.List("discovery.k8s.io", "endpointslices", "test").Single();
}
