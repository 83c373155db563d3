using Autocura.Cluster.Readers;
using Autocura.Cluster.Readers.Neighbours;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Neighbours;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class DependencyGraphTests
{
    private static readonly WorkloadRef Web = Ref("web");

    [Fact]
    public void An_address_is_followed_through_its_service_to_the_workload_behind_it() =>
        Around([Node("web", "cart-api:8080"), Node("cart")], [Service("cart-api", "cart")]).ShouldBe(["1 cart by CART_ADDR"]);

    [Fact]
    public void Steps_are_counted_and_bounded() =>
        Around([Node("web", "a"), Node("a", "b"), Node("b", "c"), Node("c", "d"), Node("d")], Services("a", "b", "c", "d")).ShouldBe(["1 a by CART_ADDR", "2 b by CART_ADDR", "3 c by CART_ADDR"]);

    [Fact]
    public void Of_two_ways_the_shorter_counts() =>
        Around([Node("web", "a", "b"), Node("a", "b"), Node("b")], Services("a", "b")).ShouldBe(["1 a by CART_ADDR", "1 b by CART_ADDR"]);

    [Fact]
    public void A_circle_ends_where_it_began() =>
        Around([Node("web", "a"), Node("a", "b"), Node("b", "web")], Services("a", "b", "web")).ShouldBe(["1 a by CART_ADDR", "2 b by CART_ADDR"]);

    [Fact]
    public void Who_calls_it_is_found_one_step_up()
    {
        var found = Graph([Node("web"), Node("proxy", "web"), Node("users", "proxy")], Services("web", "proxy")).Around(Web, 3, 1).ShouldHaveSingleItem();

        (found.Node.Ref.Name, found.Direction).ShouldBe(("proxy", Direction.Dependant));
    }

    [Theory]
    [InlineData("example.com:443")]
    [InlineData("localhost:8080")]
    [InlineData("10.0.0.7:5432")]
    [InlineData("nobody:80")]
    public void A_host_that_nobody_is_leads_nowhere(string address) => Around([Node("web", address)], []).ShouldBeEmpty();

    [Theory]
    [InlineData("store.data:5432")]
    [InlineData("store.data.svc.cluster.local:5432")]
    public void Another_namespace_is_named_in_the_host(string address) =>
        Around([Node("web", address), Node("store") with { Ref = Ref("store", "data") }], [Service("store", "store") with { Namespace = "data" }]).ShouldBe(["1 store by CART_ADDR"]);

    [Fact]
    public void A_name_that_stands_for_another_is_followed() =>
        Around(
            [Node("web", "db:5432"), Node("store") with { Ref = Ref("store", "data") }],
            [Service("db", "") with { ExternalName = "store.data.svc.cluster.local" }, Service("store", "store") with { Namespace = "data" }]).ShouldBe(["1 store by CART_ADDR"]);

    [Fact]
    public void Names_that_stand_for_each_other_come_to_an_end() =>
        Around([Node("web", "a:80")], [Service("a", "") with { ExternalName = "b.shop.svc" }, Service("b", "") with { ExternalName = "a.shop.svc" }]).ShouldBeEmpty();

    [Fact]
    public void One_pod_of_a_headless_service_is_its_workload() =>
        Around([Node("web", "queue-0.queue:9092"), Node("queue")], Services("queue")).ShouldBe(["1 queue by CART_ADDR"]);

    [Fact]
    public void A_service_that_is_gone_leaves_the_workload_of_its_name()
    {
        var found = Graph([Node("web", "cart:8080"), Node("cart")], []).Around(Web, 3, 1).ShouldHaveSingleItem();

        (found.Node.Ref.Name, found.Edge.IsByAddress).ShouldBe(("cart", true));
    }

    [Fact]
    public void What_people_declare_counts_whatever_the_addresses_say() =>
        Around([Node("web") with { Declared = ["cart", "data/store", "nobody"] }, Node("cart"), Node("store") with { Ref = Ref("store", "data") }], [])
            .ShouldBe(["1 cart by annotation", "1 store by annotation"], ignoreOrder: true);

    [Fact]
    public void Calls_that_were_counted_add_what_was_not_written_and_how_much_of_it_fails()
    {
        var graph = Graph([Node("web", "cart"), Node("cart"), Node("geo")], Services("cart"));
        graph.AddCounted("shop", "web", "cart", 0.25);
        graph.AddCounted("shop", "cart", "geo", null);
        graph.AddCounted("shop", "strangers", "cart", 1);

        graph.Around(Web, 3, 1).Select(found => (found.Node.Ref.Name, found.Distance, found.Edge.Source, found.Edge.FailedShare))
            .ShouldBe([("cart", 1, "CART_ADDR", 0.25), ("geo", 2, "metrics", null)]);
    }

    [Fact]
    public void A_workload_that_does_not_exist_has_no_neighbours() => Graph([Node("cart")], []).Around(Web, 3, 1).ShouldBeEmpty();

    private static IReadOnlyList<string> Around(WorkloadNode[] nodes, NamedService[] services) =>
        [.. Graph(nodes, services).Around(Web, 3, 1).Where(found => found.Direction == Direction.Dependency).Select(found => $"{found.Distance} {found.Node.Ref.Name} by {found.Edge.Source}")];

    private static DependencyGraph Graph(WorkloadNode[] nodes, NamedService[] services) =>
        new(nodes, services.GroupBy(service => service.Namespace).Select(group => new ServiceCatalogue(group.Key, group)));

    private static WorkloadNode Node(string name, params string[] calls) => new(Ref(name), new Dictionary<string, string> { ["app"] = name })
    {
        Addresses = [.. calls.Select(call => call.Split(':')).Select(parts => new AddressView("CART_ADDR", parts[0], parts.Length > 1 ? int.Parse(parts[1]) : null))],
    };

    private static NamedService[] Services(params string[] names) => [.. names.Select(name => Service(name, name))];

    private static NamedService Service(string name, string app) => new("shop", name, new Dictionary<string, string> { ["app"] = app }, [], "");

    private static WorkloadRef Ref(string name, string ns = "shop") => new("test", "Deployment", ns, name);
}
