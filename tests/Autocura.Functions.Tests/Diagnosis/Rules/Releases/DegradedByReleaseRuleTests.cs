using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class DegradedByReleaseRuleTests
{
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
