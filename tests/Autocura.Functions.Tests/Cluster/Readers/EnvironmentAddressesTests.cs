using Autocura.Cluster.Readers;
using Autocura.Diagnosis;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class EnvironmentAddressesTests
{
    [Theory]
    [InlineData("CART_ADDR", "cart:8080", "cart:8080")]
    [InlineData("QUEUE", "queue.data.svc.cluster.local:9092", "queue.data.svc.cluster.local:9092")]
    [InlineData("BROKERS", "queue-0:9092,queue-1:9092", "queue-0:9092,queue-1:9092")]
    [InlineData("QUOTE", "http://quote:8080/api/v1?token=hunter2", "quote:8080")]
    [InlineData("STORE", "redis://:hunter2@store/0", "store")]
    [InlineData("DB", "postgres://shop:hunter2@db.data:5432/cart?sslmode=disable", "db.data:5432")]
    [InlineData("DB", "postgres://shop:hun@ter2@db:5432/cart", "db:5432")]
    [InlineData("DB", "mongodb://u:p@mongo-0:27017,mongo-1:27017/cart", "mongo-0:27017,mongo-1:27017")]
    [InlineData("DB", "jdbc:postgresql://db:5432/cart?user=shop&password=hunter2", "db:5432")]
    [InlineData("DB", "Host=db;Port=5432;Username=shop;Password=hunter2", "db:5432")]
    [InlineData("DB", "Server=tcp:db,1433;Initial Catalog=cart;User Id=sa;Password=hunter2", "db:1433")]
    [InlineData("DB", "shop:hunter2@tcp(db:3306)/cart?parseTime=true", "db:3306")]
    [InlineData("CACHE", "cache:6380,password=hunter2,ssl=True,abortConnect=False", "cache:6380")]
    [InlineData("BUS", "Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=hunter2=", "bus.servicebus.windows.net")]
    [InlineData("FLAG_HOST", "flags", "flags")]
    [InlineData("API", "10.0.0.7:6443", "10.0.0.7:6443")]
    public void Host_and_port_are_kept_and_nothing_else(string name, string value, string expected) =>
        EnvironmentAddresses.Text(name, value).ShouldBe(expected);

    [Theory]
    [InlineData("MODE", "fast")]
    [InlineData("BIND", "0.0.0.0:8080")]
    [InlineData("LISTEN", ":8080")]
    [InlineData("AT", "12:30")]
    [InlineData("IMAGE", "redis:7")]
    [InlineData("TEXT", "error: no such file")]
    [InlineData("DB_PASSWORD", "abc:12345")]
    [InlineData("LEVELS", "app=debug,net=info")]
    [InlineData("JSON", "{\"host\":\"db:5432\"}")]
    [InlineData("PORT_OF", "cart:99999")]
    [InlineData("EMPTY_HOST", "  ")]
    public void What_is_no_address_is_not_taken_for_one(string name, string value) => EnvironmentAddresses.Text(name, value).ShouldBeNull();

    [Fact]
    public void A_port_in_a_variable_beside_the_host_belongs_to_it()
    {
        var container = Json.Object("""{"env":[{"name":"FLAG_HOST","value":"flags"},{"name":"FLAG_PORT","value":"8013"},{"name":"OTHER_HOST","value":"other"}]}""");

        EnvironmentAddresses.Of(container).ShouldBe([new AddressView("FLAG_HOST", "flags", 8013), new AddressView("OTHER_HOST", "other", null)]);
    }

    [Fact]
    public void Values_that_are_kept_elsewhere_are_not_read() =>
        EnvironmentAddresses.Of(Json.Object("""{"env":[{"name":"DB_HOST","valueFrom":{"secretKeyRef":{"name":"db","key":"host"}}}]}""")).ShouldBeEmpty();
}
