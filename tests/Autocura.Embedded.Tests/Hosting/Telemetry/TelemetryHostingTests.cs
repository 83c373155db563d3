using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Hosting.Settings;
using Autocura.Embedded.Hosting.Telemetry;
using Autocura.Support.Otlp;
using Autocura.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry.Resources;

namespace Autocura.Embedded.Tests.Hosting.Telemetry;

/// <summary>A host with its engine: its metrics at an address of the host, its management API behind the system key, both sent to a collector.</summary>
[Collection(nameof(Listeners))]
public sealed class TelemetryHostingTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-telemetry-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_the_engine_did_is_scraped_from_the_host()
    {
        await using var host = await StartAsync();
        await RunAsync(host, "");

        using var response = await host.Http.GetAsync(new Uri(EngineReadings.Path, UriKind.Relative));

        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        var text = await response.Content.ReadAsStringAsync();
        text.ShouldContain("\nautocura_durable_instances_ended_total{orchestrator=\"Greet\",status=\"Completed\"} 1\n");
        text.ShouldContain("\nautocura_durable_activity_duration_seconds_count{activity=\"Hello\",status=\"Completed\"} 1\n");
        text.ShouldContain("\nautocura_durable_turns_ready 0\n");
    }

    [Theory]
    [InlineData("", 401)]
    [InlineData("?code=wrong", 401)]
    [InlineData("?code=d-key", 200)]
    [InlineData("?code=m-key", 200)]
    [InlineData("?code=f-key", 401)]
    public async Task Metrics_and_management_ask_for_the_system_key(string query, int status)
    {
        await using var host = await StartAsync(new() { ["Host:Keys:Function"] = "f-key", ["Host:Keys:Master"] = "m-key", ["Host:Keys:Durable"] = "d-key" });
        foreach (var path in new[] { EngineReadings.Path, "/runtime/webhooks/durabletask/instances" })
        {
            using var response = await host.Http.GetAsync(new Uri(path + query, UriKind.Relative));
            ((int)response.StatusCode).ShouldBe(status);
        }

        using var unknown = await host.Http.GetAsync(new Uri("/runtime/webhooks/durabletask/no/such/route" + query, UriKind.Relative));
        ((int)unknown.StatusCode).ShouldBe(status == 200 ? 404 : 401);
    }

    [Fact]
    public async Task Addresses_that_are_handed_out_carry_the_key()
    {
        await using var host = await StartAsync(new() { ["Host:Keys:Durable"] = "d-key" });
        using var started = await host.Http.PostAsync(new Uri("/runtime/webhooks/durabletask/orchestrators/Greet?code=d-key", UriKind.Relative), null);

        using var status = await host.Http.GetAsync(started.Headers.Location);

        status.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Spans_lines_and_metrics_are_sent_to_the_collector_that_is_named(bool isGrpc)
    {
        await using var collector = await OtlpCollector.StartAsync(isGrpc);
        using var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Information));
        await using (var host = await StartAsync(collector.Settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value), loggers))
        {
            await RunAsync(host, "");
        }

        var turn = collector.Spans.First(span => span.Name == "orchestration:Greet");
        var hello = collector.Spans.Single(span => span.Name == "activity:Hello");
        var request = collector.Spans.Single(span => span.Name.StartsWith("POST /runtime/webhooks/durabletask/orchestrators/", StringComparison.Ordinal));
        (hello.TraceId, turn.TraceId, request.ParentId).ShouldBe((request.TraceId, request.TraceId, ""));
        collector.Requests.ShouldContainKey("metrics");
        var executed = collector.Lines.Single(line => line.Body.StartsWith("Executed 'Hello'", StringComparison.Ordinal));
        (executed.TraceId, executed.SpanId, executed.Severity).ShouldBe((hello.TraceId, hello.SpanId, 9));
        (executed.Attributes["Function"], executed.Attributes["durabletask.task.instance_id"]).ShouldBe(("Hello", hello.Attribute("durabletask.task.instance_id")));
    }

    [Fact]
    public async Task Traces_are_turned_on_off_and_elsewhere_while_the_host_runs()
    {
        await using var first = await OtlpCollector.StartAsync();
        await using var second = await OtlpCollector.StartAsync();
        var resource = ResourceBuilder.CreateDefault();
        using var source = new ActivitySource("Autocura.Test.Switching");
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(OtlpTarget.ProtocolSetting, "http/protobuf")]).Build();
        var traces = new TraceExport(settings, resource, NullLogger<TraceExport>.Instance);

        await SayAsync("before", new TelemetryOptions());
        await SayAsync("no switch", new TelemetryOptions { TracingEndpoint = first.Address });
        await SayAsync("on", new TelemetryOptions { TracingEndpoint = first.Address, EnableTracing = true });
        await SayAsync("elsewhere", new TelemetryOptions { TracingEndpoint = second.Address, EnableTracing = true });
        await SayAsync("off", new TelemetryOptions { TracingEndpoint = second.Address, EnableTracing = false });
        await traces.StopAsync();

        (Told(first), Told(second)).ShouldBe(("on", "elsewhere"));

        async Task SayAsync(string name, TelemetryOptions options)
        {
            traces.Use(options);
            await traces.SettledAsync();
            using var span = source.StartActivity(name);
        }

        string Told(OtlpCollector collector) => string.Join(' ', collector.Spans.Where(span => span.Source == source.Name).Select(span => span.Name));
    }

    [Theory]
    [InlineData(OtlpTarget.EndpointSetting, "collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT is 'collector:4317': an address such as http://localhost:4317 is needed.")]
    [InlineData(OtlpTarget.ProtocolSetting, "carrier-pigeon", "OTEL_EXPORTER_OTLP_PROTOCOL is 'carrier-pigeon': grpc or http/protobuf is needed.")]
    public async Task A_collector_that_cannot_be_one_keeps_the_host_from_starting(string setting, string value, string message)
    {
        var settings = new Dictionary<string, string?> { [OtlpTarget.EndpointSetting] = "http://127.0.0.1:4317", [setting] = value };
        (await Should.ThrowAsync<SettingsException>(() => StartAsync(settings))).Message.ShouldBe(message);
    }

    private Task<HostUnderTest> StartAsync(Dictionary<string, string?>? settings = null, ILoggerFactory? loggers = null) => HostUnderTest.StartAsync(
        new HostUnderTest.Setup
        {
            Folder = folder,
            Settings = settings ?? [],
            Loggers = loggers ?? NullLoggerFactory.Instance,
            Configure = app => app.AddDurableEngine(new DurableEngineOptions { DatabasePath = Path.Combine(folder.FullName, "durable.db") }, new Uri("http://127.0.0.1/")),
            Routes = routes => routes.MapDurableEngine(),
        },
        typeof(Greetings));

    private static async Task RunAsync(HostUnderTest host, string query)
    {
        using var ended = await host.Http.PostAsync(new Uri($"/runtime/webhooks/durabletask/orchestrators/Greet?timeout=60&pollingInterval=1{query}", UriKind.Relative), JsonContent.Create("you"));
        ended.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ended.Content.ReadFromJsonAsync<string>()).ShouldBe("Hello you");
        await host.Service<DurableEngine>().WhenIdleAsync();
    }

    private sealed class Greetings
    {
        [Function("Greet")]
        public static Task<string> GreetAsync([OrchestrationTrigger] TaskOrchestrationContext context, string name) => context.CallActivityAsync<string>("Hello", name);

        [Function("Hello")]
        public static string Hello([ActivityTrigger] string name) => $"Hello {name}";
    }
}

/// <summary>Listeners are of the whole process: who has one is told alone.</summary>
[CollectionDefinition(nameof(Listeners), DisableParallelization = true)]
public sealed class Listeners;
