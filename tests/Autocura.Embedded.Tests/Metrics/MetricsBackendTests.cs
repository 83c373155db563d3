using System.Net;
using System.Text.Json.Nodes;
using Autocura.Embedded.Metrics;
using Autocura.Support;
using Autocura.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Embedded.Tests.Metrics;

public sealed class MetricsBackendTests
{
    private static readonly MetricFamily Requests = new("http_requests_total", "Requests.", MetricKind.Counter,
        [new("http_requests_total", [new("namespace", "shop"), new("service", "cart")], 7)]);

    [Fact]
    public async Task The_api_answers_get_and_post_alike()
    {
        await using var backend = await StartAsync(() => [Requests]);
        using var http = new HttpClient { BaseAddress = backend.Address };

        var got = await http.GetStringAsync("/api/v1/query?query=http_requests_total");
        using var posted = await http.PostAsync("/api/v1/query", new FormUrlEncodedContent([new("query", "http_requests_total")]));

        (await posted.Content.ReadAsStringAsync()).ShouldBe(got);
        ((string)JsonNode.Parse(got)!["data"]!["result"]![0]!["value"]![1]!).ShouldBe("7");
    }

    [Fact]
    public async Task A_query_that_is_wrong_is_refused_as_prometheus_refuses_it()
    {
        await using var backend = await StartAsync(() => []);
        using var http = new HttpClient { BaseAddress = backend.Address };

        using var response = await http.GetAsync("/api/v1/query?query=sum(");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        ((string)body["status"]!).ShouldBe("error");
        ((string)body["errorType"]!).ShouldBe("bad_data");
    }

    [Fact]
    public async Task An_exporter_that_fails_is_down_and_its_series_end()
    {
        var time = new ManualTime();
        var broken = false;
        await using var backend = await StartAsync(() => broken ? throw new InvalidOperationException("no answer") : [Requests], time);
        using var http = new HttpClient { BaseAddress = backend.Address };
        (await ValueAsync(http, "up")).ShouldBe("1");

        broken = true;
        time.Advance(TimeSpan.FromSeconds(1));

        (await ValueAsync(http, "up")).ShouldBe("0");
        (await ValueAsync(http, "http_requests_total")).ShouldBeNull();
    }

    [Fact]
    public async Task The_demonstrations_rules_are_loaded_and_healthy()
    {
        await using var backend = await StartAsync(() => []);
        using var http = new HttpClient { BaseAddress = backend.Address };

        var rules = JsonNode.Parse(await http.GetStringAsync("/api/v1/rules?type=alert"))!["data"]!["groups"]!.AsArray()
            .SelectMany(group => group!["rules"]!.AsArray()).ToList();

        rules.Count.ShouldBe(14);
        rules.ShouldAllBe(rule => (string)rule!["health"]! == "ok");
    }

    [Theory]
    [InlineData("/api/v1/labels", """["__name__","instance","job","namespace","service"]""")]
    [InlineData("/api/v1/label/namespace/values", """["shop"]""")]
    [InlineData("/api/v1/label/job/values?match[]=http_requests_total", """["autocura-cluster"]""")]
    public async Task What_there_is_to_ask_for_can_be_listed(string path, string expected)
    {
        await using var backend = await StartAsync(() => [Requests]);
        using var http = new HttpClient { BaseAddress = backend.Address };

        JsonNode.Parse(await http.GetStringAsync(path))!["data"]!.ToJsonString().ShouldBe(expected);
    }

    [Fact]
    public async Task A_rule_file_that_cannot_be_read_stops_the_start_and_names_the_place()
    {
        var options = new MetricsBackendOptions
        {
            Port = 0,
            RuleFiles = new Dictionary<string, string> { ["mine.yaml"] = "groups: [{name: a, rules: [{alert: B, expr: 'sum('}]}]" },
        };

        var thrown = await Should.ThrowAsync<InvalidDataException>(
            () => MetricsBackend.StartAsync(options, () => [], new ManualTime(), NullLoggerFactory.Instance));

        thrown.Message.ShouldContain("mine.yaml: the rule B cannot be read");
    }

    private static Task<MetricsBackend> StartAsync(Func<IEnumerable<MetricFamily>> collect, ManualTime? time = null) =>
        MetricsBackend.StartAsync(new MetricsBackendOptions { Port = 0 }, collect, time ?? new ManualTime(), NullLoggerFactory.Instance);

    private static async Task<string?> ValueAsync(HttpClient http, string query)
    {
        var result = JsonNode.Parse(await http.GetStringAsync($"/api/v1/query?query={query}"))!["data"]!["result"]!.AsArray();
        return result.Count == 0 ? null : (string)result[0]!["value"]![1]!;
    }
}
