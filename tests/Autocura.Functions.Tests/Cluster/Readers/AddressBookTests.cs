using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class AddressBookTests
{
    private static readonly NamedService Cart = Service("shop", "cart", 8080);
    private static readonly NamedService Queue = Service("shop", "queue", 9092) with { TakesAnyPort = true };
    private static readonly NamedService Store = Service("data", "store", 5432);

    private readonly List<string> asked = [];

    [Theory]
    [InlineData("cart", 8080, true, true)]
    [InlineData("cart", 9999, true, false)]
    [InlineData("cart", null, true, true)]
    [InlineData("gone", 8080, true, false)]
    [InlineData("cart.shop", 8080, true, true)]
    [InlineData("cart.shop.svc.cluster.local", 8080, true, true)]
    [InlineData("store.data", 5432, true, true)]
    [InlineData("store.data.svc", 6543, true, false)]
    [InlineData("queue-0.queue", 9093, true, true)]
    [InlineData("queue-0.queue.shop.svc.cluster.local", 9092, true, true)]
    [InlineData("example.com", 443, false, null)]
    [InlineData("api.example.com", 443, false, null)]
    [InlineData("localhost", 8080, false, null)]
    [InlineData("10.0.0.7", 8080, false, null)]
    public async Task An_address_leads_where_the_clusters_name_server_would_lead_it(string host, int? port, bool isInCluster, bool? leads)
    {
        var address = await ResolveAsync(new AddressView("ADDR", host, port));

        (address.IsInCluster, address.Leads).ShouldBe((isInCluster, leads));
    }

    [Fact]
    public async Task A_namespace_that_may_not_be_read_leaves_it_open()
    {
        var address = await ResolveAsync(new AddressView("ADDR", "vault.secret.svc", 8200));

        (address.IsInCluster, address.Leads).ShouldBe((true, null));
    }

    [Fact]
    public async Task Only_few_are_looked_up_elsewhere_and_each_once()
    {
        var addresses = Enumerable.Range(0, 40).Select(number => new AddressView("ADDR", $"name-{number % 20}.elsewhere.svc", 80)).ToArray();

        await ResolveAsync(addresses);

        asked.Count.ShouldBe(5);
        asked.ShouldBeUnique();
    }

    private static NamedService Service(string ns, string name, int port) =>
        new(ns, name, new Dictionary<string, string>(), [new ServicePortView(null, port, $"{port}")], "");

    private async Task<AddressView> ResolveAsync(params AddressView[] addresses)
    {
        var container = new ContainerView("app", "shop/app:1", null, null, []) { Addresses = addresses };
        return (await new AddressBook(new ServiceCatalogue("shop", [Cart, Queue]), FindAsync).ResolveAsync([container]))[0].Addresses[0];
    }

    private Task<NamedService?> FindAsync(string ns, string name)
    {
        asked.Add($"{ns}/{name}");
        return ns == "secret"
            ? throw new ClusterException("not for you", "Forbidden", System.Net.HttpStatusCode.Forbidden)
            : Task.FromResult((ns, name) == (Store.Namespace, Store.Name) ? Store : null);
    }
}
