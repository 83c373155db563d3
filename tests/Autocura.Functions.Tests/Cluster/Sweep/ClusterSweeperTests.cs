using System.Text.Json.Nodes;
using Autocura.Alerts;
using Autocura.Cluster;
using Autocura.Cluster.Sweep;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Embedded.Scenarios;
using Autocura.Signals;
using Autocura.Signals.Looks;
using Autocura.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Functions.Tests.Cluster.Sweep;

/// <summary>Whole sweeps over the simulated cluster, by HTTP, with all detectors.</summary>
public sealed class ClusterSweeperTests
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_cluster_that_is_well_yields_nothing_and_costs_few_requests()
    {
        await using var cluster = await TestCluster.StartAsync();
        var memory = await SweepForAsync(cluster, TimeSpan.FromMinutes(10), new SweepMemory());
        memory.Standing.ShouldBeEmpty();
        memory.Outbox.ShouldBeEmpty();
        (await SweepAsync(cluster, memory)).Cost.Requests.ShouldBeLessThanOrEqualTo(15);
    }

    [Fact]
    public async Task A_bad_image_is_announced_once_and_reported_resolved_when_it_is_gone()
    {
        await using var cluster = await TestCluster.StartAsync();
        var memory = (await SweepAsync(cluster, new SweepMemory())).Memory;
        await PlayAsync(cluster, "bad-image");

        memory = await SweepForAsync(cluster, TimeSpan.FromMinutes(10), memory);
        var alert = Alerts(memory).Where(alert => alert.Name == nameof(Observation.ImagePullFailing)).ShouldHaveSingleItem();
        (alert.Label("deployment"), alert.Label("namespace"), alert.Label("cluster"), alert.Label("signal_type")).ShouldBe(("cart", "shop", "test", "pod_not_ready"));
        alert.IsOwn.ShouldBeTrue();

        await new ScenarioRun(cluster.Store, cluster.Time).RemedyAsync(ScenarioCatalog.Load().Find("bad-image"), CancellationToken.None);
        memory = await SweepForAsync(cluster, TimeSpan.FromMinutes(5), memory);
        memory.Standing.ShouldBeEmpty();
        Alerts(memory).Where(resolved => resolved.Fingerprint == alert.Fingerprint).Select(news => news.Status).ShouldBe([AlertStatus.Firing, AlertStatus.Resolved]);
    }

    [Fact]
    public async Task A_run_that_is_cut_off_goes_on_where_it_was_and_finds_the_same()
    {
        await using var cluster = await TestCluster.StartAsync();
        foreach (var ns in (string[])["shop-a", "shop-b", "a", "a-b", "z"])
        {
            cluster.Store.Create(ObjectKey.Core("namespaces", null, ns), Manifest("Namespace", null, ns), Actor.ApiServer);
            cluster.Store.Create(ObjectKey.Core("services", ns, "nothing"), Stray(ns), Actor.ApiServer);
        }

        await cluster.RunAsync(TimeSpan.FromMinutes(5));
        var whole = await SweepAsync(cluster, new SweepMemory());
        var memory = new SweepMemory();
        var seen = new List<int>();
        do
        {
            var report = await SweepAsync(cluster, memory, time: new HurriedTime(cluster.Time));
            seen.Add(report.Cost.Namespaces);
            memory = report.Memory;
            seen.Count.ShouldBeLessThan(30);
        }
        while (memory.Position is not null);

        seen.Count.ShouldBeGreaterThan(4, "each run has time for one namespace");
        seen.Sum().ShouldBe(whole.Cost.Namespaces, "no namespace is looked at twice");
        memory.Standing.OrderBy(Key).ShouldBe(whole.Memory.Standing.OrderBy(Key));
        memory.Standing.Count.ShouldBe(5);
        memory.FullAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(3)] // as many changes are remembered: every page that a run was at is forgotten when the next one comes
    public async Task A_namespace_that_is_too_large_for_a_run_is_gone_on_with_inside_and_nothing_is_skipped(int history)
    {
        await using var cluster = await TestCluster.StartAsync(history);
        await PlayAsync(cluster, "bad-image");
        await cluster.RunAsync(TimeSpan.FromMinutes(5));
        var whole = await SweepAsync(cluster, new SweepMemory());
        var (memory, places) = (new SweepMemory(), new List<SweepPlace>());
        do
        {
            memory = (await SweepAsync(cluster, memory, time: new HurriedTime(cluster.Time), pageSize: 3)).Memory;
            if (memory.Position?.Within is { } place) places.Add(place);
            Write(cluster, times: history < 10 ? 5 : 0);
            places.Count.ShouldBeLessThan(30);
        }
        while (memory.Position is not null);

        whole.Memory.Standing.ShouldNotBeEmpty();
        memory.Standing.OrderBy(Key).ShouldBe(whole.Memory.Standing.OrderBy(Key));
        places.Count.ShouldBeGreaterThan(2, "each run has time for three pods");
        places.Select(place => place.Name).ShouldBe(places.Select(place => place.Name).Distinct().Order(StringComparer.Ordinal), "it goes on, and never back");
        places[^1].Pods.ShouldNotBeEmpty("what was seen in trouble is handed on");
    }

    [Fact]
    public async Task In_trouble_a_quick_look_asks_for_no_more_than_can_tell_something()
    {
        await using var cluster = await TestCluster.StartAsync();
        await PlayAsync(cluster, "bad-image");
        var memory = await SweepForAsync(cluster, TimeSpan.FromMinutes(5), new SweepMemory());
        memory.Standing.Where(condition => condition.IsAnnounced).ShouldNotBeEmpty();
        await cluster.RunAsync(Every);

        var quick = await SweepAsync(cluster, memory with { FullAt = cluster.Time.GetUtcNow() });

        quick.Cost.WasFull.ShouldBeFalse();
        quick.Memory.Standing.ShouldBe(memory.Standing);
        quick.Cost.Requests.ShouldBeLessThanOrEqualTo(7, "five lists, and of one namespace the pods and the refusals");
    }

    [Fact]
    public async Task A_workload_with_thousands_of_bad_pods_takes_no_more_memory_than_one_with_fifty()
    {
        var pods = new SceneObjects(Some.Noon, new SweepOptions());
        for (var i = 0; i < 5_000; i++) pods.Add(BadPod(i, $"web-{i % 2}"));

        pods.ToScene("shop", SceneParts.Pods, new Dictionary<string, NodeLook>()).Pods.Count.ShouldBe(100);
        pods.FewPods().Select(pod => pod.Workload!.Name).Distinct().Count().ShouldBe(2);
        await using var services = new ServiceCollection().AddSignals().BuildServiceProvider();
        var scene = pods.ToScene("shop", SceneParts.Pods, new Dictionary<string, NodeLook>());
        var found = services.GetServices<ISweepDetector>().Single(detector => detector.Observation == Observation.ImagePullFailing).Detect(scene).ToList();
        found.Count.ShouldBe(2);
        found.ShouldAllBe(finding => finding.Detail.StartsWith("50 pods or more: "));
    }

    [Fact]
    public async Task A_kind_that_may_not_be_read_is_a_gap_and_nothing_that_rests_on_it_is_reported_gone()
    {
        await using var cluster = await TestCluster.StartAsync();
        await PlayAsync(cluster, "bad-image");
        var memory = await SweepForAsync(cluster, TimeSpan.FromMinutes(5), new SweepMemory());
        memory.Standing.ShouldNotBeEmpty();

        cluster.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Code = 403, Resources = ["pods"] }]);
        var report = await SweepAsync(cluster, memory);
        report.Gaps.ShouldHaveSingleItem().ShouldStartWith("pods: ");
        report.Memory.Standing.ShouldBe(memory.Standing);
        report.Memory.Outbox.Count.ShouldBe(memory.Outbox.Count);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_not_taken_for_one_that_is_well()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Code = 503 }]);
        (await Should.ThrowAsync<ClusterException>(() => SweepAsync(cluster, new SweepMemory()))).IsTransient.ShouldBeTrue();
    }

    private static List<Alert> Alerts(SweepMemory memory) => [.. memory.Outbox.SelectMany(dispatch => dispatch.Alerts)];

    private static string Key(StandingCondition condition) => $"{condition.Subject}{condition.Observation}{condition.About}";

    private static JsonObject Stray(string ns)
    {
        var service = Manifest("Service", ns, "nothing");
        service["spec"] = new JsonObject { ["selector"] = new JsonObject { ["app"] = "nobody" }, ["ports"] = new JsonArray(new JsonObject { ["port"] = 80 }) };
        return service;
    }

    private static JsonObject Manifest(string kind, string? ns, string name)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (ns is not null) metadata["namespace"] = ns;
        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = kind, ["metadata"] = metadata };
    }

    private static void Write(TestCluster cluster, int times)
    {
        for (var i = 0; i < times; i++) cluster.Edit(ObjectKey.Apps("deployments", "shop", "payment"), found => found.Ensure("metadata").Ensure("annotations")["written"] = $"{cluster.Store.ResourceVersion}");
    }

    private static JsonObject BadPod(int number, string owner) => JsonNode.Parse($$"""
        {
          "kind": "Pod",
          "metadata": {
            "name": "{{owner}}-{{number}}", "namespace": "shop", "labels": { "pod-template-hash": "abc" },
            "ownerReferences": [{ "kind": "ReplicaSet", "name": "{{owner}}-abc", "controller": true }]
          },
          "status": { "phase": "Pending", "containerStatuses": [{ "name": "app", "state": { "waiting": { "reason": "ImagePullBackOff" } } }] }
        }
        """)!.AsObject();

    private static Task PlayAsync(TestCluster cluster, string scenario) =>
        new ScenarioRun(cluster.Store, cluster.Time).PlayAsync(ScenarioCatalog.Load().Find(scenario), CancellationToken.None);

    private static async Task<SweepMemory> SweepForAsync(TestCluster cluster, TimeSpan span, SweepMemory memory)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += Every)
        {
            await cluster.RunAsync(Every);
            memory = (await SweepAsync(cluster, memory)).Memory;
        }

        return memory;
    }

    private static async Task<SweepReport> SweepAsync(TestCluster cluster, SweepMemory memory, TimeProvider? time = null, int pageSize = 500)
    {
        await using var services = new ServiceCollection().AddSignals().BuildServiceProvider();
        var sweeper = new ClusterSweeper(cluster.Clusters, services.GetServices<ISweepDetector>(), time ?? cluster.Time);
        return await sweeper.SweepAsync(new SweepRequest("test", memory), new SweepTerms(new SweepOptions { PageSize = pageSize }, WatchScope.Everything), CancellationToken.None);
    }

    /// <summary>A clock by which a minute passes each time somebody looks how much has.</summary>
    private sealed class HurriedTime(TimeProvider real) : TimeProvider
    {
        private long looks;

        public override long TimestampFrequency => 1;

        public override DateTimeOffset GetUtcNow() => real.GetUtcNow();

        public override long GetTimestamp() => 60 * looks++;
    }
}
