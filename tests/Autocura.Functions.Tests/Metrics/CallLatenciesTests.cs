using Autocura.Metrics;

namespace Autocura.Functions.Tests.Metrics;

public sealed class CallLatenciesTests : IAsyncLifetime
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(2);

    private MeteredCluster? started;

    private MeteredCluster Cluster => started ?? throw new InvalidOperationException("The cluster has not been started.");

    public async Task InitializeAsync() => started = await MeteredCluster.StartAsync(TimeSpan.FromMinutes(20));

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    [Fact]
    public async Task Both_ends_of_a_call_are_read_at_the_same_moments()
    {
        // The simulation measures the caller's end alone: the other is made of it.
        var seen = DependencyTemplates.OpenTelemetry.Latency;
        using var asked = Asked();

        var calls = await CallLatencies.ReadAsync(asked, [Filled(DependencyTemplates.OpenTelemetry), Filled(new DependencyTemplates { Latency = seen, Served = $"{seen} / 2" })], Last, Window);

        var points = calls.Where(call => call is { Caller: "frontend", Callee: "catalog" }).ShouldHaveSingleItem().Points;
        points.Count.ShouldBe(21, "ten minutes, each half minute");
        points.ShouldAllBe(point => point.Seen > 0 && Math.Abs(point.Served - (point.Seen / 2)) < 1e-9);
        asked.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_one_end_alone_nothing_is_said_of_the_way()
    {
        using var asked = Asked();

        (await CallLatencies.ReadAsync(asked, [Filled(DependencyTemplates.OpenTelemetry), new DependencyTemplates { Latency = "vector(1)" }], Last, Window)).ShouldBeEmpty();
        asked.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public void A_source_of_its_own_need_not_know_the_second_end_but_must_ask_for_the_namespace()
    {
        var usual = DependencyTemplates.OpenTelemetry;
        var own = new DependencyTemplates { Requests = usual.Requests, Failed = usual.Failed, Latency = usual.Latency };

        own.Problems("Metrics:Dependencies:Queries").ShouldBeEmpty();
        own.Served = "calls_server_seconds";
        own.Problems("Metrics:Dependencies:Queries").ShouldBe(["Metrics:Dependencies:Queries:Served does not use $namespace: it would measure others too."]);
    }

    private static DependencyTemplates Filled(DependencyTemplates templates) => templates.Fill("shop", "test", Window);

    private BudgetedSource Asked() => new(Cluster.Source, TimeSpan.FromSeconds(10), TimeProvider.System, CancellationToken.None);

    private RangeQuery Last(string expression) => RangeQuery.Ending(expression, Cluster.Now, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30));
}
