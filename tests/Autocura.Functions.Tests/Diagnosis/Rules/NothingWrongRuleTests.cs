using Autocura.Alerts;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules;

public sealed class NothingWrongRuleTests
{
    [Fact]
    public void A_healthy_workload_needs_nothing_even_while_its_alert_lingers() => Some.Evidence().Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Fact]
    public void Resolved_alerts_make_it_surer() =>
        (Some.Evidence() with { Signals = [Some.Signal(), Some.Signal(status: AlertStatus.Resolved)] }).Diagnose().Top.Probability
            .ShouldBeGreaterThan(Some.Evidence().Diagnose().Top.Probability);

    [Fact]
    public void An_alert_that_fired_again_after_it_was_resolved_is_not_resolved() =>
        (Some.Evidence() with { Signals = [Some.Signal(status: AlertStatus.Resolved), Some.Signal()] }).Diagnose().Top.Probability
            .ShouldBe(Some.Evidence().Diagnose().Top.Probability, 1e-12);

    [Fact]
    public void Requests_that_fail_are_not_nothing() =>
        (Some.Evidence() with { ErrorRatio = 0.4, RequestRate = 20 }).Diagnose().Top.Cause.ShouldBe(Cause.Unknown);

    [Fact]
    public void A_Service_without_endpoints_is_not_nothing() =>
        (Some.Evidence() with { Services = [Some.Service() with { ReadyEndpoints = 0 }] }).Diagnose().Top.Cause.ShouldBe(Cause.Unknown);

    [Fact]
    public void A_pod_that_has_only_just_come_back_is_not_yet_well()
    {
        var healthy = Some.Evidence();
        var shaky = healthy with
        {
            Pods = [.. healthy.Pods.Select(pod => pod with
            {
                ReadySince = Some.Noon - TimeSpan.FromSeconds(20),
                Containers = [Faulty.Crashing() with { Waiting = null, Ready = true }],
            })],
        };

        shaky.Diagnose().Top.Cause.ShouldNotBe(Cause.NothingWrong);
    }

    [Fact]
    public void A_release_that_is_simply_starting_is_not_a_fault()
    {
        var starting = Starting(TimeSpan.FromMinutes(1));

        var diagnosis = starting.Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.NothingWrong);
        diagnosis.Top.Headline.ShouldBe("cart is still starting, and nothing has failed.");
        diagnosis.Hypotheses.Select(hypothesis => hypothesis.Cause).ShouldBe([Cause.NothingWrong, Cause.Unknown]);
    }

    [Fact]
    public void A_release_that_starts_for_longer_than_its_deadline_is_a_fault() => Starting(TimeSpan.FromMinutes(11)).Diagnose().Top.Cause.ShouldBe(Cause.Unknown);

    [Fact]
    public void A_pod_that_finds_no_node_is_not_starting()
    {
        var starting = Starting(TimeSpan.FromMinutes(1));
        var unplaced = starting with { Pods = [starting.Pods[0] with { Unschedulable = "0/3 nodes are available: insufficient cpu" }, .. starting.Pods.Skip(1)] };

        unplaced.Diagnose().Top.Cause.ShouldBe(Cause.Unknown);
    }

    [Fact]
    public void Pods_that_could_not_be_read_are_not_taken_for_healthy() =>
        (Some.Evidence() with { Pods = [], PodsInAll = 0, Gaps = ["pods: Forbidden"] }).Diagnose().Top.Cause.ShouldBe(Cause.Unknown);

    [Fact]
    public void A_pod_that_has_only_just_started_and_that_an_alert_names_is_not_simply_starting()
    {
        var starting = Starting(TimeSpan.FromMinutes(1));
        var alert = Some.Alert() with { Labels = new Dictionary<string, string> { ["alertname"] = "Alert", ["namespace"] = "shop", ["pod"] = starting.Pods[0].Name } };

        (starting with { Signals = [new AlertSignal(alert, SignalType.Other)] }).Diagnose().Top.Cause.ShouldBe(Cause.Unknown);
    }

    [Fact]
    public void Memory_that_grew_many_times_over_without_a_load_is_not_nothing() => Share(Some.Evidence().With(Strained.Series(Signal.Memory, 80e6, 6e9)))
        .ShouldBeLessThan(Share(Some.Evidence().With(Strained.Flat(Signal.Memory, 80e6))));

    [Fact]
    public void What_was_written_to_it_right_before_speaks_against_it() =>
        Share(Some.Evidence().After(Nearby.Change(Nearby.Shop, ObjectRelation.Namespace))).ShouldBeLessThan(Share(Some.Evidence().After()));

    [Fact]
    public void What_was_written_elsewhere_does_not() =>
        Share(Some.Evidence().After(Nearby.Change(Nearby.Named("ConfigMap", "other"), ObjectRelation.SameNamespace))).ShouldBe(Share(Some.Evidence().After(Nearby.Change(Nearby.Named("Ingress", "other"), ObjectRelation.SameNamespace))), 1e-9);

    [Fact]
    public void Where_nothing_changed_and_nothing_moved_it_is_surer() =>
        Share(Some.Evidence().After().With(Strained.Flat(Signal.ErrorRatio, 0), Strained.Flat(Signal.LatencyP95, 0.1))).ShouldBeGreaterThan(Share(Some.Evidence()));

    private static double Share(Evidence evidence) => evidence.Diagnose().ProbabilityOf(Cause.NothingWrong);

    private static Evidence Starting(TimeSpan age)
    {
        var releasing = Faulty.Release(new ContainerStateView { Name = "app" });
        return releasing with { Pods = [releasing.Pods[0] with { CreatedAt = Some.Noon - age }, .. releasing.Pods.Skip(1)] };
    }
}
