using Autocura.Cluster.Readers;
using Autocura.Diagnosis.Neighbours;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class NeighbourReaderTests
{
    [Fact]
    public async Task What_a_workload_calls_and_what_calls_it_is_read_from_addresses()
    {
        await using var played = await PlayedScenario.PlayAsync("noop-astronomy-shop", 5);

        var (neighbours, gaps) = await ReadAsync(played, "otel-demo/checkout");

        gaps.ShouldBeEmpty();
        neighbours.ShouldAllBe(one => one.Trouble == "" && one.ReadyReplicas == one.Replicas);
        neighbours.Where(one => one is { Direction: Direction.Dependency, Distance: 1 }).Select(one => one.Workload.Name)
            .ShouldBe(["cart", "currency", "email", "flagd", "kafka", "payment", "product-catalog", "shipping"], ignoreOrder: true);
        neighbours.ShouldContain(one => one.Workload.Name == "valkey-cart" && one.Distance == 2);
        neighbours.ShouldContain(one => one.Workload.Name == "frontend" && one.Direction == Direction.Dependant);
    }

    [Theory]
    [InlineData("cordoned-node", "otel-demo/checkout", "payment", "0 of 1 pods ready: unschedulable")]
    [InlineData("ad-target-port", "otel-demo/frontend-proxy", "ad", "Service ad leads to port 9999, which no container has")]
    [InlineData("product-catalog-service-deleted", "otel-demo/frontend", "product-catalog", "no Service leads to it")]
    [InlineData("accounting-scaled-to-zero", "otel-demo/accounting", "kafka", "")]
    public async Task Those_in_trouble_come_first_with_what_is_wrong(string scenario, string workload, string neighbour, string trouble)
    {
        await using var played = await PlayedScenario.PlayAsync(scenario, 40);

        var neighbours = (await ReadAsync(played, workload)).Neighbours;

        var found = trouble.Length > 0 ? neighbours[0] : neighbours.Single(one => one.Workload.Name == neighbour);
        (found.Workload.Name, found.Direction).ShouldBe((neighbour, Direction.Dependency));
        found.Trouble.ShouldContain(trouble);
        neighbours.Count.ShouldBeLessThanOrEqualTo(12);
    }

    [Fact]
    public async Task What_was_counted_is_added_to_what_was_declared()
    {
        await using var played = await PlayedScenario.PlayAsync("noop-hotel-reservation", 5);
        var counted = new CountedCalls(
            [new CountedCall("frontend", "search", 0.5), new CountedCall("search", "geo", null)],
            new Dictionary<string, ServiceNumbers> { ["geo"] = new(0.4, 2) });

        var reading = await new NeighbourReader(played.Clusters, played.Stage.Time).ReadAsync(played.Request("hotel-reservation/frontend"), Task.FromResult(counted), CancellationToken.None);

        reading.Neighbours.Select(one => (one.Workload.Name, one.Distance, one.Source, one.FailedCalls, one.ErrorRatio))
            .ShouldBe([("search", 1, "metrics", 0.5, null), ("geo", 2, "metrics", null, 0.4)]);
    }

    [Fact]
    public async Task A_handful_of_lists_is_all_it_takes()
    {
        await using var played = await PlayedScenario.PlayAsync("noop-astronomy-shop", 5);
        var before = played.Requests;

        await ReadAsync(played, "otel-demo/checkout");

        (played.Requests - before).ShouldBeLessThanOrEqualTo(5);
    }

    private static Task<Autocura.Diagnosis.NeighboursReading> ReadAsync(PlayedScenario played, string workload) =>
        new NeighbourReader(played.Clusters, played.Stage.Time).ReadAsync(played.Request(workload), CancellationToken.None);
}
