using Autocura.Activities;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Scenarios;
using Autocura.Incidents;
using Autocura.Metrics;
using Autocura.Metrics.Policies;
using Autocura.Support;
using Autocura.Verification;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Functions.Tests.Activities;

/// <summary>Measures the simulated cluster with the criteria as the app registers them, without a metrics source.</summary>
public sealed class MeasureRecoveryTests : IAsyncLifetime
{
    private TestCluster? started;

    private TestCluster Cluster => started ?? throw new InvalidOperationException("The cluster has not been started.");

    public async Task InitializeAsync() => started = await TestCluster.StartAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    [Fact]
    public async Task A_broken_release_is_not_recovered_until_it_is_taken_back()
    {
        var image = Image();
        await PlayAsync("bad-image");
        (await MeasureAsync("cart")).ShouldContain("rollout Bad");

        Cluster.Edit(ObjectKey.Apps("deployments", "shop", "cart"), cart => cart["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = image);
        await Cluster.RunAsync(TimeSpan.FromMinutes(2));

        (await MeasureAsync("cart")).ShouldBe(["rollout Good", "restarts Good", "endpoints Good", "alerts Good", "errors NotApplicable", "latency NotApplicable", "kept NotApplicable", "prescribed NotApplicable"]);
    }

    [Fact]
    public async Task A_crash_loop_is_not_recovered_in_the_moments_when_it_runs()
    {
        await PlayAsync("crash-after-release");

        // Whatever moment it is: the loop shows in the rollout or in the restarts.
        for (var moment = 0; moment < 30; moment++)
        {
            (await MeasureAsync("checkout")).ShouldContain(line => line == "rollout Bad" || line == "rollout Worse" || line == "restarts Bad");
            await Cluster.RunAsync(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task An_alert_that_nobody_can_be_asked_about_is_not_taken_for_clear() =>
        (await MeasureAsync("cart", Some.Alert())).ShouldContain("alerts Unmeasurable");

    private string Image() => Cluster.Store.Find(ObjectKey.Apps("deployments", "shop", "cart"))!["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!.GetValue<string>();

    private async Task PlayAsync(string scenario)
    {
        var play = new ScenarioRun(Cluster.Store, Cluster.Time).PlayAsync(ScenarioCatalog.Load().Find(scenario), CancellationToken.None);
        await Cluster.RunAsync(TimeSpan.FromMinutes(2));
        await play;
    }

    private async Task<IReadOnlyList<string>> MeasureAsync(string workload, params Autocura.Alerts.Alert[] unresolved)
    {
        await using var services = new ServiceCollection().AddVerification().BuildServiceProvider();
        var metrics = new WorkloadMetrics(new NoMetricSource(), new ServiceLevelQueries(new ServiceLevelTemplates()), new MetricsReach("test", false));
        var prescribed = new CriterionMeter(Cluster.Clusters, new PolicyQuestions(new NoMetricSource(), new MetricsReach("test", false), Cluster.Time));
        var activity = new MeasureRecovery(new RecoveryObserver(Cluster.Clusters, Cluster.Time), metrics, prescribed, services.GetServices<IRecoveryCriterion>());
        var round = await activity.RunAsync(
            new MeasureRequest
            {
                Incident = new Incident { Workload = new WorkloadRef("test", "Deployment", "shop", workload), OpenedAt = Cluster.Time.GetUtcNow(), Signals = [] },
                Baseline = RecoveryBaseline.Of(Some.Evidence()),
                Unresolved = unresolved,
            },
            CancellationToken.None);
        return [.. round.Measurements.Select(measurement => $"{measurement.Criterion} {measurement.Result}")];
    }
}
