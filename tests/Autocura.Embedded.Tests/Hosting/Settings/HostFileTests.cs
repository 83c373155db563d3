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

    [Theory]
    [InlineData("""{ "retry": {} }""", "retry")]
    [InlineData("""{ "extensions": { "http": { "hsts": { "isEnabled": true } } } }""", "extensions.http.hsts")]
    [InlineData("""{ "extensions": { "queues": { "batchSize": 1 } } }""", "extensions.queues")]
    [InlineData("""{ "extensions": { "durableTask": { "extendedSessionsEnabled": true } } }""", "extensions.durableTask.extendedSessionsEnabled")]
    [InlineData("""{ "extensions": { "DurableTask": { "storageProvider": { "type": "mssql", "whatever": 1 } } } }""", "extensions.DurableTask.storageProvider")]
    [InlineData("""{ "logging": { "applicationInsights": { "samplingSettings": {} } } }""", "logging.applicationInsights")]
    public void What_only_Azure_acts_on_is_told_once(string json, string path)
    {
        var file = HostFile.Parse(json, "host.json");
        file.Notes.ShouldBe([$"host.json: {path} has no effect in the embedded runtime"]);
        file.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "functionTimeot": "00:01:00" }""", "functionTimeot", "functionTimeout")]
    [InlineData("""{ "extension": {} }""", "extension", "extensions")]
    [InlineData("""{ "logging": { "loglevels": {} } }""", "logging.loglevels", "logging.logLevel")]
    [InlineData("""{ "extensions": { "durabletasks": {} } }""", "extensions.durabletasks", "extensions.durableTask")]
    [InlineData("""{ "extensions": { "durableTask": { "maxConcurrentActivitiesFunctions": 3 } } }""", "extensions.durableTask.maxConcurrentActivitiesFunctions", "extensions.durableTask.maxConcurrentActivityFunctions")]
    [InlineData("""{ "maxConcurrentOrchestratorFunctions": 3 }""", "maxConcurrentOrchestratorFunctions", "extensions.durableTask.maxConcurrentOrchestratorFunctions")]
    [InlineData("""{ "extensions": { "http": { "routPrefix": "" } } }""", "extensions.http.routPrefix", "extensions.http.routePrefix")]
    [InlineData("""{ "banana": 1 }""", "banana", null)]
    public void What_nobody_knows_is_a_warning_that_names_the_nearest_key(string json, string path, string? nearest)
    {
        var file = HostFile.Parse(json, "host.json");
        file.Warnings.ShouldBe([$"host.json: {path} is not a key that the Functions host knows, and is ignored{(nearest is null ? "" : $": did you mean {nearest}?")}"]);
        file.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void The_host_json_of_this_repository_warns_of_nothing()
    {
        var file = HostFile.Read(Path.Combine(AppContext.BaseDirectory, "host.json"));
        file.Warnings.ShouldBeEmpty();
        file.HubName.ShouldBe("AutocuraHub");
        file.Notes.ShouldBe(
        [
            $"{Path.Combine(AppContext.BaseDirectory, "host.json")}: logging.applicationInsights has no effect in the embedded runtime",
            $"{Path.Combine(AppContext.BaseDirectory, "host.json")}: extensions.durableTask.storageProvider has no effect in the embedded runtime",
        ]);
    }

    [Theory]
    [InlineData("Hub", true)]
    [InlineData("Hub2026", true)]
    [InlineData("ab", false)]
    [InlineData("2Hub", false)]
    [InlineData("my-hub", false)]
    [InlineData("%TaskHubName%", false)]
    public void A_hub_has_a_name_that_Azure_takes(string name, bool isGood)
    {
        if (isGood) TaskHub.Named(name).ShouldBe(name);
        else Should.Throw<SettingsException>(() => TaskHub.Named(name)).Message.ShouldContain($"hubName is '{name}': 3 to 45 letters and digits");
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
    [InlineData("""{ "extensions": { "http": 7 } }""", "'extensions.http' is 7, an object is needed")]
    [InlineData("""{ "functionTimeout": "00:01:00", "FunctionTimeout": "00:02:00" }""", "has a key twice")]
    [InlineData("""{ "extensions": { "durableTask": { "maxConcurrentActivityFunctions": 2.5 } } }""", "is 2.5, a whole number above 0 is needed")]
    [InlineData("""{ "extensions": { "durableTask": { "hubName": 5 } } }""", "'extensions.durableTask.hubName' is 5, a string is needed")]
    [InlineData("""{ "logging": { "logLevel": "Debug" } }""", "'logging.logLevel' is \"Debug\", an object of categories and levels is needed")]
    [InlineData("""{ "logging": { "logLevel": { "default": 17 } } }""", "'logging.logLevel.default' is 17; it may be Trace, Debug")]
    public void A_wrong_value_is_refused_with_its_key(string json, string message) =>
        Should.Throw<SettingsException>(() => HostFile.Parse(json, "host.json")).Message.ShouldContain(message);
}
