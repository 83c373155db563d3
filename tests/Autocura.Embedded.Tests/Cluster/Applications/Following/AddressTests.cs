using Autocura.Embedded.Cluster.Applications.Following;

namespace Autocura.Embedded.Tests.Cluster.Applications.Following;

public sealed class AddressTests
{
    [Theory]
    [InlineData("quote:8080", "quote:8080")]
    [InlineData("http://quote:8080", "quote:8080")]
    [InlineData("http://quote", "quote:80")]
    [InlineData("https://quote.shop.svc.cluster.local/path", "quote.shop.svc.cluster.local:443")]
    [InlineData("cart", "cart:7000")]
    [InlineData("Host=postgresql;Port=5433;Username=a;Password=b", "postgresql:5433")]
    [InlineData("postgres://user:secret@postgresql/otel", "postgresql:5432")]
    [InlineData("10.96.0.7:9090", "10.96.0.7:9090")]
    public void An_address_is_found_however_it_is_written(string text, string address) => Address.Parse(text, 7000)!.ToString().ShouldBe(address);

    [Theory]
    [InlineData("")]
    [InlineData("not an address")]
    public void What_is_no_address_is_none(string text) => Address.Parse(text, 7000).ShouldBeNull();
}
