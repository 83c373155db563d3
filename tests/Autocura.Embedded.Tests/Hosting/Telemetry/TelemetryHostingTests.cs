using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Hosting.Settings;
using Autocura.Embedded.Hosting.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Tests.Hosting.Telemetry;

/// <summary>A host with its engine: its metrics at an address of the host, its management API behind the system key, both sent to a collector.</summary>
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

    [Fact]
    public async Task Spans_and_metrics_are_sent_to_the_collector_that_is_named()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await CollectorAsync(received);
        await using (var host = await StartAsync(new() { [OtlpExport.EndpointSetting] = collector.Urls.Single(), [OtlpExport.ProtocolSetting] = "http/protobuf" }))
        {
            await RunAsync(host, "");
        }

        received["/v1/traces"].ShouldContain("orchestration:Greet");
        received["/v1/traces"].ShouldContain("activity:Hello");
        received["/v1/metrics"].ShouldContain("autocura.durable.turn.duration");
        received["/v1/metrics"].ShouldContain("autocura.durable.instances.ended");
    }

    [Theory]
    [InlineData(OtlpExport.EndpointSetting, "collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT is 'collector:4317': an address such as http://localhost:4317 is needed.")]
    [InlineData(OtlpExport.ProtocolSetting, "carrier-pigeon", "OTEL_EXPORTER_OTLP_PROTOCOL is 'carrier-pigeon': grpc or http/protobuf is needed.")]
    public async Task A_collector_that_cannot_be_one_keeps_the_host_from_starting(string setting, string value, string message)
    {
        var settings = new Dictionary<string, string?> { [OtlpExport.EndpointSetting] = "http://127.0.0.1:4317", [setting] = value };
        (await Should.ThrowAsync<SettingsException>(() => StartAsync(settings))).Message.ShouldBe(message);
    }

    private Task<HostUnderTest> StartAsync(Dictionary<string, string?>? settings = null) => HostUnderTest.StartAsync(
        new HostUnderTest.Setup
        {
            Folder = folder,
            Settings = settings ?? [],
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

    /// <summary>Takes what an exporter posts; texts in it are readable as they are.</summary>
    private static async Task<WebApplication> CollectorAsync(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = builder.Build();
        collector.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.AddOrUpdate(request.Path, _ => Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
            return Results.Bytes([], "application/x-protobuf");
        });
        await collector.StartAsync();
        return collector;
    }

    private sealed class Greetings
    {
        [Function("Greet")]
        public static Task<string> GreetAsync([OrchestrationTrigger] TaskOrchestrationContext context, string name) => context.CallActivityAsync<string>("Hello", name);

        [Function("Hello")]
        public static string Hello([ActivityTrigger] string name) => $"Hello {name}";
    }
}
