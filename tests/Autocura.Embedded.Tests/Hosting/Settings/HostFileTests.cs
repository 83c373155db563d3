using Autocura.Embedded.Hosting.Settings;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Tests.Hosting.Settings;

public sealed class HostFileTests
{
    [Fact]
    public void What_the_host_acts_on_is_read()
    {
        var file = HostFile.Parse(
            """
            {
              // comments are allowed
              "version": "2.0",
              "functionTimeout": "00:10:00",
              "Logging": { "logLevel": { "default": "Information", "DurableTask.Core": "Warning" } },
              "extensions": {
                "http": { "routePrefix": "" },
                "durableTask": { "hubName": "Hub", "storageProvider": { "type": "AzureStorage" }, "maxConcurrentActivityFunctions": 32, "maxConcurrentOrchestratorFunctions": 16 }
              },
            }
            """,
            "host.json");
        file.FunctionTimeout.ShouldBe(TimeSpan.FromMinutes(10));
        file.RoutePrefix.ShouldBeEmpty();
        file.HubName.ShouldBe("Hub");
        file.MaxConcurrentActivities.ShouldBe(32);
        file.MaxConcurrentOrchestrators.ShouldBe(16);
        file.LogLevels["DurableTask.Core"].ShouldBe(LogLevel.Warning);
        file.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void What_has_no_effect_is_told()
    {
        var file = HostFile.Parse(
            """{ "version": "2.0", "retry": {}, "functionTimeot": "00:01:00", "extensions": { "http": { "hsts": {} }, "queues": { "batchSize": 1 }, "durableTask": { "extendedSessionsEnabled": true } } }""",
            "host.json");
        file.Warnings.ShouldBe(
        [
            "host.json: 'retry' has no effect in the embedded host",
            "host.json: 'functionTimeot' has no effect in the embedded host",
            "host.json: 'extensions.http.hsts' has no effect in the embedded host",
            "host.json: 'extensions.queues' has no effect in the embedded host",
            "host.json: 'extensions.durableTask.extendedSessionsEnabled' has no effect in the embedded host",
        ]);
    }

    [Fact]
    public void An_absent_file_and_an_empty_one_give_the_defaults()
    {
        HostFile.Read(Path.Combine(AppContext.BaseDirectory, "no-such-host.json")).RoutePrefix.ShouldBe("api");
        HostFile.Parse("{}", "host.json").RoutePrefix.ShouldBe("api");
    }

    [Fact]
    public void Minus_one_lifts_the_time_limit() =>
        HostFile.Parse("""{ "functionTimeout": "-1" }""", "host.json").FunctionTimeout.ShouldBe(Timeout.InfiniteTimeSpan);

    [Theory]
    [InlineData("", "host.json is not JSON")]
    [InlineData("[]", "host.json must be a JSON object")]
    [InlineData("null", "host.json must be a JSON object")]
    [InlineData("""{ "version": "1.0" }""", "'version' must be \"2.0\"")]
    [InlineData("""{ "version": 2 }""", "'version' is 2, a string is needed")]
    [InlineData("""{ "functionTimeout": "soon" }""", "'functionTimeout' is 'soon'")]
    [InlineData("""{ "functionTimeout": "-00:10:00" }""", "'functionTimeout' is '-00:10:00'")]
    [InlineData("""{ "logging": { "logLevel": { "default": "loud" } } }""", "'logging.logLevel.default' is \"loud\"; it may be Trace, Debug")]
    [InlineData("""{ "functionTimeout": 600 }""", "'functionTimeout' is 600, a string is needed")]
    [InlineData("""{ "extensions": { "http": { "routePrefix": null, "x": 1 }, "durableTask": { "maxConcurrentActivityFunctions": 0 } } }""", "'extensions.durableTask.maxConcurrentActivityFunctions' is 0")]
    [InlineData("""{ "extensions": { "durableTask": { "maxConcurrentOrchestratorFunctions": "many" } } }""", "is \"many\", a whole number above 0 is needed")]
    public void A_wrong_value_is_refused_with_its_key(string json, string message) =>
        Should.Throw<SettingsException>(() => HostFile.Parse(json, "host.json")).Message.ShouldContain(message);
}
