using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Policies;
using Autocura.Cluster.Readers;
using Autocura.Embedded.Cluster;
using Autocura.Metrics;
using Autocura.Metrics.Policies.Rollback;
using Autocura.Signals;
using Autocura.Support;
using Microsoft.AspNetCore.Http;

namespace Autocura.Functions.Tests.Metrics.Policies.Rollback;

/// <summary>The watch on the simulated cluster, with a Prometheus that answers what a test says of the cart.</summary>
public sealed class RollbackWatchTests : IAsyncLifetime
{
    private static readonly ObjectKey Cart = ObjectKey.Apps("deployments", "shop", "cart");
    private static readonly ObjectKey Policy = new("autocura.cognitiva.io", "rollbackpolicies", "shop", "cart-releases");

    private TestCluster cluster = null!;
    private LoopbackServer prometheus = null!;
    private IReadOnlyList<StandingCondition> standing = [];
    private double failing;
    private DateTimeOffset failsFrom = DateTimeOffset.MaxValue;
    private bool isDown;
    private int asked;

    public async Task InitializeAsync()
    {
        cluster = await TestCluster.StartAsync();
        prometheus = await LoopbackServer.StartAsync(AnswerAsync);
        await cluster.RunAsync(TimeSpan.FromMinutes(12));
    }

    public async Task DisposeAsync()
    {
        await prometheus.DisposeAsync();
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task A_bad_release_is_found_and_its_probability_and_samples_stand_in_the_status()
    {
        await ApplyAsync();
        await ReleaseAsync(failing: 0.2);
        await PassAsync(TimeSpan.FromMinutes(2.5));

        standing.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            found => found.Observation.ShouldBe(Observation.ReleaseWorse),
            found => found.Subject.ShouldBe(new Subject("Deployment", "shop", "cart")),
            found => found.About.ShouldBe("cart-releases"),
            found => found.Detail.ShouldContain("threshold 0.70 (error_rate "));
        var status = Status();
        status["currentProbability"]!.GetValue<double>().ShouldBeGreaterThanOrEqualTo(0.7);
        status["lowerBound"]!.GetValue<double>().ShouldBeLessThanOrEqualTo(status["currentProbability"]!.GetValue<double>());
        status["condemnedRelease"]!["revision"]!.GetValue<int>().ShouldBe(Revision());
        status["observations"]!.AsArray().Count.ShouldBeGreaterThan(2);
        status["observations"]![0]!["metrics"]!["error_rate"]!.GetValue<double>().ShouldBe(0.2, 1e-6);
        Condition("Progressing").ShouldBe(("True", "RollbackDue"));
        Condition("Ready").ShouldBe(("True", "Ready"));
    }

    [Fact]
    public async Task A_good_release_is_watched_for_its_window_and_then_costs_no_question()
    {
        await ApplyAsync();
        await ReleaseAsync(failing: 0.01);
        await PassAsync(TimeSpan.FromMinutes(4));
        Condition("Progressing").ShouldBe(("True", "Watching"));
        Status()["currentProbability"]!.GetValue<double>().ShouldBeLessThan(0.2);

        await PassAsync(TimeSpan.FromMinutes(2));
        Condition("Progressing").ShouldBe(("False", "Observed"));
        standing.ShouldBeEmpty();
        var before = asked;
        await PassAsync(TimeSpan.FromMinutes(5));
        asked.ShouldBe(before);
        (await LookAsync()).Questions.ShouldBe(2, "the policies, and their target without its content");
    }

    [Fact]
    public async Task The_release_that_a_rollback_brings_back_is_not_judged_and_the_status_tells_of_the_rollback()
    {
        await ApplyAsync();
        await ReleaseAsync(failing: 0.2);
        await PassAsync(TimeSpan.FromMinutes(2.5));
        Release("");
        await cluster.RunAsync(TimeSpan.FromSeconds(20));
        await PassAsync(TimeSpan.FromMinutes(1));

        standing.ShouldBeEmpty();
        Condition("Progressing").ShouldBe(("False", "Returned"));
        Condition("RolledBack").ShouldBe(("True", "RolledBack"));
        Status()["lastRollback"].ShouldNotBeNull();
        Status()["currentProbability"].ShouldBeNull();

        Release("b");
        await cluster.RunAsync(TimeSpan.FromSeconds(20));
        await PassAsync(TimeSpan.FromMinutes(2.5));
        standing.ShouldBeEmpty("whoever brought it back decides");
        Condition("Progressing").ShouldBe(("False", "CameBack"));
    }

    [Fact]
    public async Task A_source_that_does_not_answer_is_told_and_nothing_is_known_to_be_gone()
    {
        await ApplyAsync();
        await ReleaseAsync(failing: 0.2);
        isDown = true;
        await PassAsync(TimeSpan.FromMinutes(1));
        Condition("Ready").ShouldBe(("False", "MetricsUnread"));
        var look = await LookAsync();
        look.Findings.ShouldBeEmpty();
        look.Gaps.ShouldNotBeEmpty();
        look.WouldSee(new StandingCondition(Observation.ReleaseWorse, new Subject("Deployment", "shop", "cart"), "cart-releases", cluster.Time.GetUtcNow())).ShouldBeFalse();
    }

    [Fact]
    public async Task A_suspended_policy_and_one_without_a_target_say_so_and_ask_nothing()
    {
        await ApplyAsync(policy => policy["spec"]!["suspend"] = true);
        await ReleaseAsync(failing: 0.2);
        await PassAsync(TimeSpan.FromMinutes(1));
        Condition("Ready").ShouldBe(("False", "Suspended"));

        cluster.Edit(Policy, policy =>
        {
            policy["spec"]!["suspend"] = false;
            policy["spec"]!["targetRef"]!["name"] = "carts";
        });
        await PassAsync(TimeSpan.FromSeconds(15));
        Condition("Ready").ShouldBe(("False", "TargetNotFound"));
        asked.ShouldBe(0);
    }

    [Fact]
    public async Task Policies_in_their_window_share_their_questions()
    {
        for (var number = 1; number <= 30; number++)
        {
            await ApplyAsync(policy => policy["metadata"]!["name"] = $"cart-releases-{number}");
        }

        await ReleaseAsync(failing: 0.2);
        await cluster.RunAsync(TimeSpan.FromMinutes(3));
        var before = asked;
        var look = await LookAsync();
        look.Policies.ShouldBe(30);
        look.Findings.Count.ShouldBe(30);
        (asked - before).ShouldBe(3, "failures, requests and latency of all of them");
        look.Questions.ShouldBe(6, "besides the policies, the workloads and the releases");
    }

    private async Task ApplyAsync(Action<JsonObject>? change = null)
    {
        var policy = JsonNode.Parse("""
            {
              "apiVersion": "autocura.cognitiva.io/v1", "kind": "RollbackPolicy", "metadata": { "name": "cart-releases", "namespace": "shop" },
              "spec": {
                "targetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": "cart" },
                "metrics": [
                  { "name": "error_rate", "weight": 0.8, "threshold": 0.05, "comparisonOperator": "GreaterThan" },
                  { "name": "latency_p95", "weight": 0.2, "threshold": 200, "comparisonOperator": "GreaterThan" }
                ],
                "probabilityThreshold": 0.7, "observationWindowSeconds": 300
              }
            }
            """)!.AsObject();
        change?.Invoke(policy);
        await cluster.Client.CreateAsync(Kinds.RollbackPolicy, policy, CancellationToken.None);
    }

    private async Task ReleaseAsync(double failing)
    {
        (this.failing, failsFrom) = (failing, cluster.Time.GetUtcNow());
        Release("b");
        await cluster.RunAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>Another pod template; the first again for an empty name.</summary>
    private void Release(string name) => cluster.Edit(Cart, cart =>
    {
        var labels = cart["spec"]!["template"]!["metadata"]!["labels"]!.AsObject();
        labels.Remove("release");
        if (name.Length > 0) labels["release"] = name;
    });

    private async Task PassAsync(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromSeconds(15))
        {
            await cluster.RunAsync(TimeSpan.FromSeconds(15));
            var look = await LookAsync();
            standing = new ConditionLedger("test", "policy", cluster.Time.GetUtcNow()).Settle(new SweepMemory { Standing = standing }, look.Findings, look.WouldSee).Standing;
            (await new PolicyStatusWriter(cluster.Client).WriteAsync(look.Statuses, cluster.Time.GetUtcNow(), CancellationToken.None)).ShouldBeEmpty();
        }
    }

    private async Task<PolicyLook> LookAsync()
    {
        var options = new MetricsOptions { PrometheusUrl = new Uri(prometheus.Address) };
        using var source = new PrometheusSource(options, new BoundedHttp(options, TimeProvider.System));
        var samples = new ReleaseSamples(source, new MetricsReach("test", false), new ScanOptions(), TimeProvider.System);
        return await new RollbackWatch(samples).LookAsync(new PolicyRound(cluster.Client, cluster.Time.GetUtcNow(), standing), CancellationToken.None);
    }

    private JsonObject Status() => cluster.Store.Find(Policy)!["status"]!.AsObject();

    private (string?, string?) Condition(string type) => JsonFields.Condition(cluster.Store.Find(Policy)!, type) is var condition
        ? (condition?["status"]?.GetValue<string>(), condition?["reason"]?.GetValue<string>())
        : default;

    private int Revision() => int.Parse(cluster.Store.Find(Cart)!["metadata"]!["annotations"]!["deployment.kubernetes.io/revision"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    /// <summary>Ten requests a second, of which one in a hundred fails, or more from some time on; 80 ms each.</summary>
    private async Task AnswerAsync(HttpContext context)
    {
        asked++;
        context.Response.StatusCode = isDown ? 500 : 200;
        var form = await context.Request.ReadFormAsync();
        var query = form["query"].ToString();
        var values = new JsonArray();
        for (var at = Seconds(form["start"]!); at <= Seconds(form["end"]!); at += Seconds(form["step"]!))
        {
            var share = DateTimeOffset.UnixEpoch.AddSeconds(at) > failsFrom ? failing : 0.01;
            var value = query.Contains("histogram", StringComparison.Ordinal) ? 0.08 : query.Contains("code=~", StringComparison.Ordinal) ? 10 * share : 10;
            values.Add(new JsonArray(at, value.ToString(CultureInfo.InvariantCulture)));
        }

        await context.Response.WriteAsJsonAsync(new JsonObject
        {
            ["status"] = "success",
            ["data"] = new JsonObject
            {
                ["resultType"] = "matrix",
                ["result"] = new JsonArray(new JsonObject { ["metric"] = new JsonObject { ["namespace"] = "shop", ["service"] = "cart" }, ["values"] = values }),
            },
        });
    }

    private static double Seconds(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
