using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Tests.Cluster.Controllers;
using Autocura.Telemetry;

namespace Autocura.Embedded.Tests.Cluster.Applications;

public sealed class TrafficTests
{
    [Fact]
    public async Task A_healthy_shop_answers_nearly_everything()
    {
        await using var cluster = await LiveCluster.ShopAsync();

        var seen = await MeasureAsync(cluster, TimeSpan.FromSeconds(60));

        seen["frontend"].Total.ShouldBeInRange(60 * 30 * 0.9, 60 * 30 * 1.1);
        seen.Values.ShouldAllBe(counts => counts.Unavailable == 0 && counts.Failed <= counts.Total * 0.01);
        seen["payment"].Total.ShouldBe(seen["checkout"].Total, tolerance: 2);
    }

    [Fact]
    public async Task Scaled_to_zero_every_call_is_a_503_and_what_depends_on_it_fails_with_500()
    {
        await using var cluster = await LiveCluster.ShopAsync();

        await cluster.PlayAsync("scaled-to-zero");
        await cluster.RunAsync(TimeSpan.FromSeconds(2));
        var seen = await MeasureAsync(cluster, TimeSpan.FromSeconds(30));

        seen["payment"].Unavailable.ShouldBe(seen["payment"].Total);
        seen["checkout"].Failed.ShouldBe(seen["checkout"].Total);
        (seen["frontend"].Failed / seen["frontend"].Total).ShouldBe(0.25, tolerance: 0.01);
        seen["catalog"].Ok.ShouldBe(seen["catalog"].Total, tolerance: 2);
    }

    [Fact]
    public async Task A_target_port_that_nobody_listens_on_refuses_every_connection_though_all_pods_are_ready()
    {
        await using var cluster = await LiveCluster.ShopAsync();

        await cluster.PlayAsync("wrong-target-port");
        var seen = await MeasureAsync(cluster, TimeSpan.FromSeconds(30));

        seen["catalog"].Unavailable.ShouldBe(seen["catalog"].Total);
        cluster.PodsOf("catalog", "shop").ShouldAllBe(pod => PodTemplates.IsReady(pod));
    }

    [Fact]
    public async Task A_release_that_cannot_pull_its_image_costs_the_users_nothing()
    {
        await using var cluster = await LiveCluster.ShopAsync();

        await cluster.PlayAsync("bad-image");
        var seen = await MeasureAsync(cluster, TimeSpan.FromSeconds(30));

        seen["cart"].Unavailable.ShouldBe(0);
        cluster.Deployment("cart", "shop").Count("status", "unavailableReplicas").ShouldBe(1);
    }

    [Fact]
    public async Task Too_few_pods_for_the_load_refuse_what_they_have_no_room_for_and_answer_slowly()
    {
        await using var cluster = await LiveCluster.ShopAsync();
        var quick = await MeasureAsync(cluster, TimeSpan.FromSeconds(30));

        cluster.Update(ObjectKey.Apps("deployments", "shop", "cart"), cart => cart["spec"]!["replicas"] = 1);
        await cluster.RunAsync(TimeSpan.FromSeconds(2));
        cluster.Update(ObjectKey.Apps("deployments", "shop", "catalog"), catalog => catalog["spec"]!["replicas"] = 1);
        await cluster.RunAsync(TimeSpan.FromSeconds(2));
        var slow = await MeasureAsync(cluster, TimeSpan.FromSeconds(30));

        (slow["catalog"].Seconds / slow["catalog"].Total).ShouldBeGreaterThan(1.5 * quick["catalog"].Seconds / quick["catalog"].Total);
    }

    [Fact]
    public async Task Time_that_passes_unobserved_is_counted_with_what_served_then()
    {
        await using var cluster = await LiveCluster.ShopAsync();
        var before = Counts(cluster);

        await cluster.PlayAsync("scaled-to-zero");
        await cluster.RunAsync(TimeSpan.FromSeconds(30));
        cluster.Update(ObjectKey.Apps("deployments", "shop", "payment"), payment => payment["spec"]!["replicas"] = 2);
        await cluster.RunAsync(TimeSpan.FromSeconds(30));

        var after = Counts(cluster);
        (after["payment"].Unavailable - before["payment"].Unavailable).ShouldBeInRange(30 * 7.5 * 0.9, 33 * 7.5 * 1.1);
        (after["payment"].Ok - before["payment"].Ok).ShouldBeInRange(26 * 7.5 * 0.9, 30 * 7.5 * 1.1);
    }

    private static async Task<Dictionary<string, Counted>> MeasureAsync(LiveCluster cluster, TimeSpan duration)
    {
        var before = Counts(cluster);
        await cluster.RunAsync(duration);
        return Counts(cluster).ToDictionary(pair => pair.Key, pair => pair.Value - before[pair.Key]);
    }

    private static Dictionary<string, Counted> Counts(LiveCluster cluster)
    {
        var families = cluster.Simulation.Exporter.Read().ToDictionary(family => family.Name);
        var sums = families["http_request_duration_seconds"].Samples.Where(sample => sample.Name.EndsWith("_sum")).ToDictionary(sample => Label(sample, "service"), sample => sample.Value);
        return families["http_requests_total"].Samples.GroupBy(sample => Label(sample, "service")).ToDictionary(
            group => group.Key,
            group =>
            {
                var codes = group.ToDictionary(sample => Label(sample, "code"), sample => sample.Value);
                return new Counted(codes["200"], codes["500"], codes["503"], sums[group.Key]);
            });
    }

    private static string Label(MetricSample sample, string name) => sample.Labels.Single(label => label.Key == name).Value;

    private sealed record Counted(double Ok, double Failed, double Unavailable, double Seconds)
    {
        public double Total => Ok + Failed + Unavailable;

        public static Counted operator -(Counted left, Counted right) =>
            new(left.Ok - right.Ok, left.Failed - right.Failed, left.Unavailable - right.Unavailable, left.Seconds - right.Seconds);
    }
}
