using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Incidents;
using Autocura.Metrics;
using Autocura.Support;

namespace Autocura.Functions.Tests.Metrics;

public sealed class MeasurementReaderTests : IAsyncLifetime
{
    private MeteredCluster? started;

    private MeteredCluster Cluster => started ?? throw new InvalidOperationException("The cluster has not been started.");

    public async Task InitializeAsync() => started = await MeteredCluster.StartAsync(TimeSpan.FromMinutes(20));

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    [Fact]
    public async Task A_workload_that_is_well_has_all_its_signals_and_none_changed()
    {
        var reading = await Cluster.MeasureAsync("cart");

        reading.Gaps.ShouldBeEmpty();
        var view = reading.View.ShouldNotBeNull();
        view.Series.Select(series => series.Signal).ShouldBe(
            [Signal.RequestRate, Signal.ErrorRatio, Signal.LatencyP95, Signal.Cpu, Signal.Memory, Signal.MemoryShare, Signal.Restarts], ignoreOrder: true);
        view.Series.Where(series => series.Signal is Signal.ErrorRatio or Signal.LatencyP95 or Signal.Memory or Signal.Restarts).ShouldAllBe(series => series.ChangedAt == null);
        Of(view, Signal.RequestRate).Latest.ShouldNotBeNull().ShouldBeGreaterThan(0);
        Of(view, Signal.MemoryShare).Latest.ShouldNotBeNull().ShouldBeInRange(0.01, 1);
        Of(view, Signal.ErrorRatio).After.ShouldNotBeNull().ShouldBeLessThan(0.01);
        Of(view, Signal.Cpu).Points.ShouldBeInRange(20, 120);
    }

    [Fact]
    public async Task A_fault_shows_when_it_began_how_far_it_went_and_where()
    {
        var fault = Cluster.Now;
        await Cluster.PlayAsync("wrong-target-port", TimeSpan.FromMinutes(6));

        var view = (await Cluster.MeasureAsync("catalog", fault + TimeSpan.FromMinutes(2))).View.ShouldNotBeNull();

        var errors = Of(view, Signal.ErrorRatio);
        errors.Before.ShouldNotBeNull().ShouldBeLessThan(0.01);
        errors.After.ShouldNotBeNull().ShouldBeGreaterThan(0.9);
        errors.Shift.ShouldBeGreaterThan(10);
        (errors.ChangedAt.ShouldNotBeNull() - fault).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(1));
        Of(view, Signal.Memory).ChangedAt.ShouldBeNull();
        view.Suspects.Count.ShouldBeInRange(1, 5);
        view.Suspects[0].Service.ShouldBe("catalog");
    }

    [Fact]
    public async Task Restarts_and_memory_are_counted_over_the_pods_of_both_releases()
    {
        var fault = Cluster.Now;
        await Cluster.PlayAsync("out-of-memory", TimeSpan.FromMinutes(8));

        var view = (await Cluster.MeasureAsync("catalog", fault + TimeSpan.FromMinutes(2))).View.ShouldNotBeNull();

        var restarts = Of(view, Signal.Restarts);
        restarts.Before.ShouldBe(0);
        restarts.After.ShouldNotBeNull().ShouldBeGreaterThan(0);
        Of(view, Signal.Memory).Points.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task Who_calls_whom_is_told_with_what_fails()
    {
        await Cluster.PlayAsync("wrong-target-port", TimeSpan.FromMinutes(8));

        var reading = await Cluster.Dependencies.ReadAsync("test", "shop", CancellationToken.None);

        reading.Gaps.ShouldBeEmpty();
        var edge = reading.Edges.Where(edge => edge is { Client: "frontend", Server: "catalog" }).ShouldHaveSingleItem();
        edge.RequestsPerSecond.ShouldBeGreaterThan(0);
        edge.FailedShare.ShouldNotBeNull().ShouldBeGreaterThan(0.9);
        reading.Edges.Where(edge => edge is { Client: "frontend", Server: "cart" }).ShouldHaveSingleItem().FailedShare.ShouldNotBeNull().ShouldBeLessThan(0.01);
        reading.Services["catalog"].ErrorRatio.ShouldNotBeNull().ShouldBeGreaterThan(0.9);
        reading.Services["cart"].LatencyP95.ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_mesh_alone_tells_the_same_ways()
    {
        var connector = (await Cluster.Dependencies.ReadAsync("test", "shop", CancellationToken.None)).Edges;
        Cluster.Options.Dependencies.Queries = DependencyTemplates.Istio;

        var mesh = (await Cluster.Dependencies.ReadAsync("test", "shop", CancellationToken.None)).Edges;

        mesh.Where(edge => edge.Client != "unknown").Select(edge => (edge.Client, edge.Server, Math.Round(edge.RequestsPerSecond, 3)))
            .ShouldBe(connector.Where(edge => edge.Client != "user").Select(edge => (edge.Client, edge.Server, Math.Round(edge.RequestsPerSecond, 3))), ignoreOrder: true);
    }

    [Fact]
    public async Task A_source_that_refuses_leaves_a_gap_and_no_view()
    {
        Cluster.Options.PrometheusUrl = new Uri("http://127.0.0.1:1");

        var reading = await Cluster.MeasureAsync("cart");

        reading.View.ShouldBeNull();
        reading.Gaps.ShouldHaveSingleItem().ShouldStartWith("metrics: ");
        (await Cluster.Dependencies.ReadAsync("test", "shop", CancellationToken.None)).Gaps.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Without_a_source_nothing_is_missing()
    {
        var incident = new Incident { Workload = Some.Cart, OpenedAt = Cluster.Now, Signals = [] };
        var reader = new MeasurementReader(new NoMetricSource(), null!, new MetricsOptions(), new MetricsReach("test", false), TimeProvider.System);

        var reading = await reader.ReadAsync(new EvidenceRequest(incident, []), CancellationToken.None);

        reading.View.ShouldBeNull();
        reading.Gaps.ShouldBeEmpty();
    }

    private static SeriesView Of(MeasurementsView view, string signal) => view.Series.Single(series => series.Signal == signal);
}
