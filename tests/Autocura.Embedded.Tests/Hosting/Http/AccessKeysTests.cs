using System.Net;
using Autocura.Embedded.Hosting.Http;
using Autocura.Embedded.Hosting.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Autocura.Embedded.Tests.Hosting.Http;

public sealed class AccessKeysTests
{
    private static readonly Dictionary<string, string?> AllKeys = new() { ["Host:Keys:Function"] = "f-key", ["Host:Keys:Master"] = "m-key", ["Host:Keys:Durable"] = "d-key" };

    [Theory]
    [InlineData(AuthorizationLevel.Anonymous, null, true)]
    [InlineData(AuthorizationLevel.Function, null, false)]
    [InlineData(AuthorizationLevel.Function, "", false)]
    [InlineData(AuthorizationLevel.Function, "f-key", true)]
    [InlineData(AuthorizationLevel.Function, "F-KEY", false)]
    [InlineData(AuthorizationLevel.Function, "f-key ", false)]
    [InlineData(AuthorizationLevel.Function, "d-key", false)]
    [InlineData(AuthorizationLevel.Function, "m-key", true)]
    [InlineData(AuthorizationLevel.System, "d-key", true)]
    [InlineData(AuthorizationLevel.System, "f-key", false)]
    [InlineData(AuthorizationLevel.System, "m-key", true)]
    [InlineData(AuthorizationLevel.Admin, "m-key", true)]
    [InlineData(AuthorizationLevel.Admin, "f-key", false)]
    [InlineData(AuthorizationLevel.User, "f-key", false)]
    public void A_key_opens_its_level_and_no_other_but_the_master_opens_all(AuthorizationLevel level, string? key, bool admitted)
    {
        var keys = Keys(AllKeys, IPAddress.Any);
        keys.Admits(Request(header: key), level).ShouldBe(admitted);
        keys.Admits(Request(code: key), level).ShouldBe(admitted);
    }

    [Fact]
    public void The_header_decides_where_both_are_given()
    {
        var keys = Keys(AllKeys, IPAddress.Loopback);
        keys.Admits(Request(header: "wrong", code: "f-key"), AuthorizationLevel.Function).ShouldBeFalse();
        keys.Admits(Request(header: "f-key", code: "wrong"), AuthorizationLevel.Function).ShouldBeTrue();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Loopback_without_keys_is_open(string address)
    {
        var keys = Keys([], IPAddress.Parse(address));
        keys.IsOpen.ShouldBeTrue();
        keys.Admits(Request(), AuthorizationLevel.Admin).ShouldBeTrue();
    }

    [Fact]
    public void One_key_set_closes_the_levels_it_does_not_open()
    {
        var keys = Keys(new() { ["Host:Keys:Function"] = "f-key" }, IPAddress.Loopback);
        keys.Admits(Request(header: "f-key"), AuthorizationLevel.Function).ShouldBeTrue();
        keys.Admits(Request(header: "f-key"), AuthorizationLevel.Admin).ShouldBeFalse();
        keys.Admits(Request(), AuthorizationLevel.System).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.7")]
    public void A_host_that_others_can_reach_does_not_start_without_keys(string address) =>
        Should.Throw<SettingsException>(() => Keys([], IPAddress.Parse(address))).Message.ShouldContain("set Host:Keys:Function");

    private static AccessKeys Keys(Dictionary<string, string?> settings, IPAddress address) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), address);

    private static HttpRequest Request(string? header = null, string? code = null)
    {
        var request = new DefaultHttpContext().Request;
        if (header is not null) request.Headers["x-functions-key"] = header;
        if (code is not null) request.QueryString = QueryString.Create("code", code);
        return request;
    }
}
