using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Support;

namespace Autocura.Functions.Tests.Cluster;

public sealed class SharedReadsTests(RunningShop shop) : IClassFixture<RunningShop>
{
    private static readonly ListQuery Shop = new("shop");

    private TestCluster Cluster => shop.Cluster;

    [Fact]
    public async Task The_same_list_is_read_once_and_looks_the_same_to_all()
    {
        var reads = new SharedReads(Cluster.Client);
        var first = await reads.StreamAsync(Kinds.Service, Shop, CancellationToken.None).ToListAsync();

        var second = await reads.StreamAsync(Kinds.Service, Shop, CancellationToken.None).ToListAsync();

        second.Count.ShouldBeGreaterThan(1);
        second.Zip(first).ShouldAllBe(pair => ReferenceEquals(pair.First, pair.Second));
    }

    [Fact]
    public void It_writes_nothing()
    {
        var reads = new SharedReads(Cluster.Client);

        Should.Throw<InvalidOperationException>(() => reads.CreateAsync(Kinds.ConfigMap, new JsonObject(), CancellationToken.None)).Message.ShouldContain("ConfigMap");
        Should.Throw<InvalidOperationException>(() => reads.DeleteAsync(Kinds.Pod.Ref("shop", "cart-1"), "uid", CancellationToken.None)).Message.ShouldContain("cart-1");
    }

    [Theory]
    [InlineData("apps", true)]
    [InlineData("nobody.example", false)]
    public async Task What_a_server_does_not_serve_is_known_by_one_question(string group, bool isServed) =>
        (await new SharedReads(Cluster.Client).ServesAsync(group, CancellationToken.None)).ShouldBe(isServed);
}
