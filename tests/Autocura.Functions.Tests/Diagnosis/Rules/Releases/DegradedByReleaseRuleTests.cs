using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class DegradedByReleaseRuleTests
{
    private static readonly string NewImage = ReleaseChange.Line(ReleaseChange.Image, "app", "shop/cart:2 -> shop/cart:3");

    [Fact]
    public void A_release_that_runs_and_fails_requests_is_worse_than_the_one_before()
    {
        var diagnosis = Strained.Failing().RolledOut(NewImage).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.DegradedByRelease);
        diagnosis.Top.Headline.ShouldBe("Since release 3 of cart, 30% of the requests fail.");
        diagnosis.Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void A_release_that_ran_for_a_month_did_not_make_it_worse() => Strained.Failing().Diagnose().Of(Cause.DegradedByRelease).ShouldBeNull();

    [Fact]
    public void A_release_that_only_restarted_the_pods_brought_nothing() =>
        Strained.Failing().RolledOut("pod annotation kubectl.kubernetes.io/restartedAt: changed").Diagnose().Top.Cause.ShouldNotBe(Cause.DegradedByRelease);

    [Fact]
    public void A_flag_that_was_turned_at_the_same_time_explains_more()
    {
        var flag = new FieldChange("data.demo.flagd.json.flags.cartFailure.defaultVariant", "off", "on");

        Strained.Failing().RolledOut(NewImage).After(Altered.Object("ConfigMap", "features", ObjectRelation.Dependency, flag)).Diagnose().Top.Cause.ShouldBe(Cause.FeatureFlag);
    }
}
