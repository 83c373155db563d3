using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class DegradedByReleaseRuleTests
{
    [Fact]
    public void Where_requests_are_not_measured_an_alert_right_after_a_release_is_about_the_release() =>
        Some.Evidence().RolledOut("image of app: shop/cart:2 -> shop/cart:3").Diagnose().Of(Cause.DegradedByRelease)!
            .Headline.ShouldBe("Since release 3 of cart, an alert is about it, and its pods are well.");

    [Fact]
    public void An_experiment_next_to_it_explains_what_the_release_did_not_do()
    {
        var failing = Nearby.Failing().RolledOut("env of app: +MODE") with { Neighbours = [Strained.Dependency()] };
        var experiment = new NearbyExperiment(Nearby.Named("NetworkChaos", "slow", "chaos-mesh.org/v1alpha1"), "network delay", Nearby.AMinuteBefore, [Strained.Dependency().Workload]);

        failing.Around(around => around with { ExperimentsNearby = [experiment] }).Diagnose().ProbabilityOf(Cause.DegradedByRelease)
            .ShouldBeLessThan(failing.Diagnose().ProbabilityOf(Cause.DegradedByRelease) / 2);
    }

    private static readonly string Image = ReleaseChange.Line(ReleaseChange.Image, "app", "shop/cart:2 -> shop/cart:3");

    [Fact]
    public void A_release_since_which_requests_fail_is_taken_back()
    {
        var top = Nearby.Failing().RolledOut(Image).Diagnose().Top;

        top.Cause.ShouldBe(Cause.DegradedByRelease);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Headline.ShouldBe("Since release 3 of cart, 40% of the requests fail.");
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void A_release_since_which_answers_are_slow_is_taken_back() =>
        Nearby.Serving().RolledOut(Image).With(Strained.Series(Signal.LatencyP95, 0.1, 0.9)).Diagnose().Top.Cause.ShouldBe(Cause.DegradedByRelease);

    [Fact]
    public void A_flag_that_was_turned_after_the_release_explains_more()
    {
        var turned = Nearby.Change(Nearby.Features, ObjectRelation.Configuration, new FieldChange("data.demo.json.flags.loud.defaultVariant", "off", "on"));

        Nearby.Failing().RolledOut(Image).After(turned).Diagnose().Top.Cause.ShouldBe(Cause.FeatureFlag);
    }

    [Fact]
    public void A_release_that_only_restarted_the_pods_changed_nothing_that_could_be_worse() =>
        Nearby.Failing().RolledOut("pod annotation kubectl.kubernetes.io/restartedAt: changed").Diagnose().Top.Cause.ShouldBe(Cause.Unknown);

    [Fact]
    public void Containers_that_crash_are_more_than_worse() =>
        (Faulty.CrashAfterRelease() with { ErrorRatio = 0.4, RequestRate = 20 }).Diagnose().ShouldSatisfyAllConditions(
            diagnosis => diagnosis.Top.Cause.ShouldBe(Cause.CrashAfterRelease),
            diagnosis => diagnosis.ProbabilityOf(Cause.DegradedByRelease).ShouldBeLessThan(0.05));

    [Fact]
    public void A_release_that_serves_as_well_as_the_one_before_needs_nothing() => Nearby.Serving().RolledOut(Image).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Fact]
    public void A_release_that_ran_well_for_a_month_is_no_suspect() => Nearby.Failing().Diagnose().Of(Cause.DegradedByRelease).ShouldBeNull();
}
