using Autocura.Embedded.Metrics;
using Autocura.Metrics;
using Autocura.Support;
using Autocura.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Functions.Tests.Metrics;

public sealed class PrometheusSourceTests
{
    private static readonly MetricFamily Levels = new("level", "Levels.", MetricKind.Gauge,
        [new("level", [new("pod", "a")], 3), new("level", [new("pod", "b")], double.NaN), new("level", [new("pod", "c")], double.PositiveInfinity)]);

    [Fact]
    public async Task A_vector_is_read_without_what_is_undefined()
    {
        await using var backend = await StartAsync(new ManualTime());
        using var source = Source(backend.Address.ToString());

        var series = (await source.QueryAsync("level")).ShouldBeOfType<MetricAnswer.Values>().Series;

        series.Select(one => (one.Labels["pod"], one.Points.Single().Value)).ShouldBe([("a", 3), ("c", double.PositiveInfinity)], ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_only_undefined_is_no_data()
    {
        await using var backend = await StartAsync(new ManualTime());
        using var source = Source(backend.Address.ToString());

        (await source.QueryAsync("level{pod=\"b\"}")).ShouldBeOfType<MetricAnswer.NoData>();
        (await source.QueryAsync("nothing")).ShouldBeOfType<MetricAnswer.NoData>();
        (await source.QueryAsync("0 / 0")).ShouldBeOfType<MetricAnswer.NoData>();
    }

    [Fact]
    public async Task A_single_series_has_one_newest_value()
    {
        await using var backend = await StartAsync(new ManualTime());
        using var source = Source(backend.Address.ToString());

        (await source.QueryAsync("level{pod=\"a\"} * 2")).ShouldBeOfType<MetricAnswer.Values>().Only!.Value.Value.ShouldBe(6);
        (await source.QueryAsync("level")).ShouldBeOfType<MetricAnswer.Values>().Only.ShouldBeNull();
    }

    [Fact]
    public async Task A_window_has_a_point_a_step_with_its_time()
    {
        var time = new ManualTime();
        await using var backend = await StartAsync(time);
        var start = time.GetUtcNow();
        time.Advance(TimeSpan.FromSeconds(10));
        using var source = Source(backend.Address.ToString());

        var answer = await source.QueryRangeAsync(RangeQuery.Ending("level{pod=\"a\"}", start.AddSeconds(10), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5)));

        answer.ShouldBeOfType<MetricAnswer.Values>().Series.ShouldHaveSingleItem().Points
            .ShouldBe([new(start, 3), new(start.AddSeconds(5), 3), new(start.AddSeconds(10), 3)]);
    }

    [Fact]
    public async Task A_question_about_the_past_is_answered_of_the_past()
    {
        var time = new ManualTime();
        await using var backend = await StartAsync(time);
        using var source = Source(backend.Address.ToString());

        (await source.QueryAsync("level{pod=\"a\"}", time.GetUtcNow().AddSeconds(-1))).ShouldBeOfType<MetricAnswer.NoData>();
    }

    [Fact]
    public async Task A_query_that_is_refused_is_unmeasurable_with_the_servers_reason()
    {
        await using var backend = await StartAsync(new ManualTime());
        using var source = Source(backend.Address.ToString());

        (await source.QueryAsync("sum(")).ShouldBeOfType<MetricAnswer.Unmeasurable>().Reason.ShouldContain("refused with 400: invalid parameter");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unmeasurable()
    {
        using var source = Source("http://127.0.0.1:1");

        (await source.QueryAsync("up")).ShouldBeOfType<MetricAnswer.Unmeasurable>().Reason.ShouldContain("http://127.0.0.1:1 cannot be reached");
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_unmeasurable_after_the_timeout()
    {
        var time = new ManualTime();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            asked.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        });
        using var source = Source(server.Address, time);

        var answer = source.QueryAsync("up");
        await asked.Task;
        answer.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(10));

        (await answer).ShouldBeOfType<MetricAnswer.Unmeasurable>().Reason.ShouldContain("did not answer within 10 s");
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_no_answer_about_the_server()
    {
        await using var server = await LoopbackServer.StartAsync("{}");
        using var source = Source(server.Address);

        await Should.ThrowAsync<OperationCanceledException>(() => source.QueryAsync("up", cancellationToken: new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("<html>login</html>", 200, "not a Prometheus result")]
    [InlineData("""{"status":"success"}""", 200, "not a Prometheus result")]
    [InlineData("""{"status":"success","data":{"resultType":"string","result":[0,"a"]}}""", 200, "'string' is not a number")]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[{"metric":{}}]}}""", 200, "not a Prometheus result")]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"many"]}]}}""", 200, "not a Prometheus result")]
    [InlineData("<html>bad gateway</html>", 502, "refused with 502: <html>bad gateway")]
    [InlineData("""{"status":"error","errorType":"timeout","error":"query timed out"}""", 503, "refused with 503: query timed out")]
    public async Task An_answer_that_cannot_be_read_is_unmeasurable(string body, int status, string reason)
    {
        await using var server = await LoopbackServer.StartAsync(body, status);
        using var source = Source(server.Address);

        (await source.QueryAsync("up")).ShouldBeOfType<MetricAnswer.Unmeasurable>().Reason.ShouldContain(reason);
    }

    [Fact]
    public async Task A_body_without_end_is_cut_off()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(new string(' ', 4096), context.RequestAborted);
            }
        });
        using var source = Source(server.Address);

        (await source.QueryAsync("up")).ShouldBeOfType<MetricAnswer.Unmeasurable>().Reason.ShouldContain("more than 65536 bytes");
    }

    [Theory]
    [InlineData("token", null, null, "Bearer token")]
    [InlineData(null, "reader", "pass", "Basic cmVhZGVyOnBhc3M=")]
    [InlineData(null, null, null, "")]
    public async Task Credentials_are_sent_and_the_path_prefix_is_kept(string? token, string? user, string? password, string expected)
    {
        var seen = "";
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            seen = $"{context.Request.Path} {context.Request.Headers.Authorization}";
            return context.Response.WriteAsync("""{"status":"success","data":{"resultType":"vector","result":[]}}""");
        });
        using var source = Source(new MetricsOptions
        {
            PrometheusUrl = new Uri($"{server.Address}/prometheus/"),
            BearerToken = token,
            Username = user,
            Password = password,
        });

        await source.QueryAsync("up");

        seen.ShouldBe($"/prometheus/api/v1/query {expected}");
    }

    private static Task<MetricsBackend> StartAsync(ManualTime time) =>
        MetricsBackend.StartAsync(new MetricsBackendOptions { Port = 0 }, () => [Levels], time, NullLoggerFactory.Instance);

    private static PrometheusSource Source(string address, TimeProvider? time = null) =>
        Source(new MetricsOptions { PrometheusUrl = new Uri(address), MaxResponseBytes = 65_536 }, time);

    private static PrometheusSource Source(MetricsOptions options, TimeProvider? time = null) =>
        new(options, new BoundedHttp(options, time ?? TimeProvider.System));
}
