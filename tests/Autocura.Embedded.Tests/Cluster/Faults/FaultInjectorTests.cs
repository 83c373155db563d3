using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Faults;

namespace Autocura.Embedded.Tests.Cluster.Faults;

public sealed class FaultInjectorTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Theory]
    [InlineData(409, "Conflict")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(500, "InternalError")]
    [InlineData(503, "ServiceUnavailable")]
    public async Task A_refusal_strikes_as_often_as_it_says_and_changes_nothing(int code, string reason)
    {
        await using var server = await TemporaryServer.StartAsync();
        server.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Verbs = ["create"], Resources = ["configmaps"], Code = code, RetryAfterSeconds = 2, Count = 1 }]);

        var struck = await server.PostAsync(ConfigMaps, Bodies.ConfigMap("a"));

        (struck.Code, struck.Reason, struck.Body.Number("details", "retryAfterSeconds")).ShouldBe((code, reason, 2));
        (await server.GetAsync($"{ConfigMaps}/a")).Code.ShouldBe(404);
        (await server.PostAsync(ConfigMaps, Bodies.ConfigMap("a"))).Code.ShouldBe(201);
        server.Faults.Tally.Single().Struck.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_may_be_lost_after_the_deed()
    {
        await using var server = await TemporaryServer.StartAsync();
        server.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Verbs = ["create"], AfterEffect = true, Count = 1 }]);
        (await server.PostAsync(ConfigMaps, Bodies.ConfigMap("a"))).Code.ShouldBe(503);
        (await server.GetAsync($"{ConfigMaps}/a")).Code.ShouldBe(200);

        server.Faults.Set([new FaultRule { Kind = FaultKind.Reset, Verbs = ["create"], AfterEffect = true, Count = 1 }]);
        await Should.ThrowAsync<HttpRequestException>(() => server.PostAsync(ConfigMaps, Bodies.ConfigMap("b")));
        (await server.GetAsync($"{ConfigMaps}/b")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Only_the_requests_that_match_are_struck()
    {
        await using var server = await TemporaryServer.StartAsync();
        server.Faults.Set([
            new FaultRule { Kind = FaultKind.Refusal, UserAgent = "kubectl" },
            new FaultRule { Kind = FaultKind.Refusal, Namespace = "kube-system" },
            new FaultRule { Kind = FaultKind.Refusal, Name = "b" },
            new FaultRule { Kind = FaultKind.Refusal, Resources = ["pods/log"] },
        ]);
        (await server.GetAsync($"{ConfigMaps}/kube-root-ca.crt")).Code.ShouldBe(200);
        (await server.GetAsync("/api/v1/namespaces/kube-system/configmaps")).Code.ShouldBe(503);
        (await server.GetAsync($"{ConfigMaps}/b")).Code.ShouldBe(503);
        (await server.GetAsync("/api/v1/namespaces/default/pods/a")).Code.ShouldBe(404);
        (await server.GetAsync("/api/v1/namespaces/default/pods/a/log")).Code.ShouldBe(503);
    }

    [Fact]
    public async Task The_seed_decides_which_requests_chance_strikes()
    {
        await using var server = await TemporaryServer.StartAsync();
        async Task<string> RunAsync(int seed)
        {
            server.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Probability = 0.5 }], seed);
            var codes = new List<int>();
            for (var i = 0; i < 20; i++)
            {
                codes.Add((await server.GetAsync(ConfigMaps)).Code);
            }

            return string.Join(' ', codes);
        }

        var first = await RunAsync(1);
        first.ShouldContain("200");
        first.ShouldContain("503");
        (await RunAsync(1)).ShouldBe(first);
        (await RunAsync(2)).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_fault_ends_with_its_time()
    {
        await using var server = await TemporaryServer.StartAsync();
        server.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Duration = TimeSpan.FromMinutes(1) }]);
        (await server.GetAsync(ConfigMaps)).Code.ShouldBe(503);
        server.Time.Advance(TimeSpan.FromMinutes(1));
        (await server.GetAsync(ConfigMaps)).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Latency_and_slow_bodies_go_by_the_clusters_clock()
    {
        await using var server = await TemporaryServer.StartAsync();
        server.Faults.Set([new FaultRule { Kind = FaultKind.Latency, Delay = TimeSpan.FromSeconds(5) }]);
        var late = server.GetAsync(ConfigMaps);
        await TimerAsync(server);
        late.IsCompleted.ShouldBeFalse();
        server.Time.Advance(TimeSpan.FromSeconds(5));
        (await late).Code.ShouldBe(200);

        server.Faults.Set([new FaultRule { Kind = FaultKind.SlowBody, BytesPerSecond = 1000 }]);
        var slow = server.GetAsync(ConfigMaps);
        var began = server.Time.GetUtcNow();
        while (!slow.IsCompleted)
        {
            await Task.Yield();
            server.Time.AdvanceToNext();
        }

        (await slow).Code.ShouldBe(200);
        (server.Time.GetUtcNow() - began).ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Stale_reads_show_the_cluster_as_it_was()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.PostAsync(ConfigMaps, Bodies.ConfigMap("a"));
        server.Faults.Set([new FaultRule { Kind = FaultKind.StaleRead, Resources = ["configmaps"] }]);
        await server.PatchAsync($"{ConfigMaps}/a", """{"data":{"a":"2"}}""", "merge-patch+json");
        await server.PostAsync(ConfigMaps, Bodies.ConfigMap("b"));

        (await server.GetAsync($"{ConfigMaps}/a")).Body.Text("data", "a").ShouldBe("1");
        (await server.GetAsync($"{ConfigMaps}/b")).Code.ShouldBe(404);
        (await server.GetAsync(ConfigMaps)).Body.Items("items").Select(item => item!.Name()).ShouldBe(["a", "kube-root-ca.crt"]);
        server.Faults.Clear();
        (await server.GetAsync($"{ConfigMaps}/a")).Body.Text("data", "a").ShouldBe("2");
    }

    [Fact]
    public async Task A_watch_ends_without_an_error()
    {
        await using var server = await TemporaryServer.StartAsync();
        server.Faults.Set([new FaultRule { Kind = FaultKind.WatchEnd, Delay = TimeSpan.FromSeconds(10) }]);
        using var watch = new StreamReader(await server.Http.GetStreamAsync($"{ConfigMaps}?watch=true"));
        (await watch.ReadLineAsync()).ShouldNotBeNull();
        server.Time.Advance(TimeSpan.FromSeconds(10));
        (await watch.ReadLineAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task People_set_see_and_end_faults_over_http()
    {
        await using var server = await TemporaryServer.StartAsync();
        var set = await server.PostAsync("/simulation/faults", """{"seed":3,"faults":[{"kind":"refusal","verbs":["list"],"code":429,"retryAfterSeconds":1,"count":5,"duration":"00:05:00"}]}""");
        set.Code.ShouldBe(200, set.Message);
        (await server.GetAsync(ConfigMaps)).Code.ShouldBe(429);
        (await server.GetAsync("/simulation/faults")).Body.Items("faults").Single().Number("struck").ShouldBe(1);
        (await server.SendAsync(HttpMethod.Delete, "/simulation/faults")).Body.Items("faults").ShouldBeEmpty();
        (await server.GetAsync(ConfigMaps)).Code.ShouldBe(200);
    }

    [Theory]
    [InlineData("""{"faults":[{"kind":"explosion"}]}""", "kind")]
    [InlineData("""{"faults":[{"kind":"refusal","kode":409}]}""", "kode")]
    [InlineData("""{"faults":[{"kind":"refusal","probability":2}]}""", "probability must be above 0 and at most 1, not 2")]
    [InlineData("""{"faults":[{"kind":"latency"}]}""", "latency needs a delay")]
    [InlineData("""{"faults":[{"kind":"refusal","code":200}]}""", "code must be that of an error")]
    public async Task A_mistake_in_a_fault_is_named(string body, string said)
    {
        await using var server = await TemporaryServer.StartAsync();
        var refused = await server.PostAsync("/simulation/faults", body);
        refused.Code.ShouldBe(400);
        refused.Message!.ShouldContain(said);
    }

    // The request arrives at the fault some time after it was sent.
    private static async Task TimerAsync(TemporaryServer server)
    {
        while (server.Time.NextDue is null)
        {
            await Task.Yield();
        }
    }
}
