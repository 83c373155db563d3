using Autocura.Support;
using Autocura.Verification;
using Autocura.Verification.Criteria;

namespace Autocura.Functions.Tests.Verification.Criteria;

public sealed class EndpointsCriterionTests
{
    [Fact]
    public void Ready_endpoints_behind_declared_ports_are_good() => Measure(SomeRecovery.Seen()).Result.ShouldBe(MeasurementResult.Good);

    [Fact]
    public void Every_Service_must_have_one() =>
        Measure(SomeRecovery.Seen() with { Services = [Some.Service(), Some.Service("cart-internal") with { ReadyEndpoints = 0 }] }).Result.ShouldBe(MeasurementResult.Bad);

    [Fact]
    public void A_port_that_leads_nowhere_is_bad_although_its_endpoints_are_ready() =>
        Measure(SomeRecovery.Seen() with { Services = [Some.Service(targetPort: "9999")] }).Detail.ShouldBe("cart:80 leads to no port that a container declares");

    [Fact]
    public void A_port_that_was_not_declared_before_either_is_not_held_against_another_remedy()
    {
        var seen = SomeRecovery.Seen() with { Services = [Some.Service(targetPort: "9999")] };
        var request = SomeRecovery.Request() with { Baseline = RecoveryBaseline.Of(Faulty.ServicePort()) };

        new EndpointsCriterion().Measure(seen, request).Result.ShouldBe(MeasurementResult.Good);
    }

    [Fact]
    public void A_repair_must_repair_what_it_set_out_to()
    {
        var seen = SomeRecovery.Seen() with { Services = [Some.Service(targetPort: "9999")] };

        new EndpointsCriterion().Measure(seen, SomeRecovery.Repairing("cart")).Result.ShouldBe(MeasurementResult.Bad);
        new EndpointsCriterion().Measure(seen, SomeRecovery.Repairing("other")).Result.ShouldBe(MeasurementResult.Good);
    }

    [Fact]
    public void Where_no_Service_selects_the_workload_it_does_not_apply() =>
        Measure(SomeRecovery.Seen() with { Services = [] }).Result.ShouldBe(MeasurementResult.NotApplicable);

    [Fact]
    public void A_workload_put_to_sleep_by_its_autoscaler_needs_no_endpoints() => Measure(SomeRecovery.Seen() with
    {
        State = Some.State() with { Replicas = 0, ScaledBy = "ScaledObject cart" },
        Services = [Some.Service() with { ReadyEndpoints = 0 }],
    }).Result.ShouldBe(MeasurementResult.NotApplicable);

    [Fact]
    public void Services_that_could_not_be_read_are_unmeasurable() =>
        Measure(SomeRecovery.Seen() with { Services = [], Gaps = ["services: Forbidden"] }).Result.ShouldBe(MeasurementResult.Unmeasurable);

    private static Measurement Measure(RecoveryObservation seen) => new EndpointsCriterion().Measure(seen, SomeRecovery.Request());
}
