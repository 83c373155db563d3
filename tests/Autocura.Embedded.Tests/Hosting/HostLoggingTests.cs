using System.Diagnostics;
using System.Text.Json.Nodes;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Hosting.Settings;
using Autocura.Embedded.Tests.Hosting.Telemetry;
using Autocura.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Tests.Hosting;

/// <summary>What stands on the console. It is one for the whole process, so that these are told alone.</summary>
[Collection(nameof(Listeners))]
public sealed class HostLoggingTests
{
    [Fact]
    public void Where_JSON_is_asked_for_each_line_has_its_fields_its_incident_and_its_trace()
    {
        using var span = new Activity("activity").SetIdFormat(ActivityIdFormat.W3C).Start();
        var line = JsonNode.Parse(Written(new() { ["Logging:Console:FormatterName"] = "json" }, LogLevel.Warning).Single())!;

        line["Message"]!.GetValue<string>().ShouldBe("1 of 2 pods are gone");
        (line["State"]!["Gone"]!.GetValue<int>(), line["LogLevel"]!.GetValue<string>()).ShouldBe((1, "Warning"));
        var scopes = line["Scopes"]!.AsArray();
        scopes.ShouldContain(scope => scope!["TraceId"] != null && scope["TraceId"]!.GetValue<string>() == span.TraceId.ToHexString() && scope["SpanId"]!.GetValue<string>() == span.SpanId.ToHexString());
        scopes.ShouldContain(scope => scope!["autocura.incident.id"] != null && scope["autocura.incident.id"]!.GetValue<string>() == "cart-0123456789" && scope["Message"]!.GetValue<string>() == "Incident cart-0123456789");
    }

    [Fact]
    public void Otherwise_a_line_is_for_people() => Written([], LogLevel.Warning).ShouldHaveSingleItem().ShouldEndWith("warn: Autocura.Test[0] 1 of 2 pods are gone");

    [Theory]
    [InlineData("Logging:LogLevel:Default", "Error", 0)]
    [InlineData("Logging:LogLevel:Autocura.Test", "Error", 0)]
    [InlineData("Logging:LogLevel:Default", "Debug", 1)]
    [InlineData("Logging:LogLevel:Another", "Error", 1)]
    public void The_settings_outdo_the_file_of_the_host(string setting, string level, int lines) => Written(new() { [setting] = level }, LogLevel.Warning).Count.ShouldBe(lines);

    private static List<string> Written(Dictionary<string, string?> settings, LogLevel level)
    {
        var (before, written) = (Console.Error, new StringWriter());
        Console.SetError(written);
        try
        {
            var file = new HostFile { LogLevels = new Dictionary<string, LogLevel> { ["default"] = LogLevel.Information } };
            using var loggers = HostLogging.Create(file, new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), new LogLevels(), HostLogging.ToConsole);
            var logger = loggers.CreateLogger("Autocura.Test");
            using var trail = IncidentTrail.Begin(logger, "cart-0123456789");
            logger.Log(level, "{Gone} of {All} pods are gone", 1, 2);
        }
        finally
        {
            Console.SetError(before);
        }

        return [.. written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
