using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Configuration;

public sealed class FeatureFlagRuleTests
{
    private static readonly FieldChange Turned = new("data.demo.flagd.json.flags.ledgerSlow.defaultVariant", "off", "on");

    [Fact]
    public void A_flag_that_was_turned_before_requests_failed_is_the_cause()
    {
        var diagnosis = Strained.Failing().After(Altered.Object("ConfigMap", "features", ObjectRelation.Dependency, Turned)).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.FeatureFlag);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Headline.ShouldBe("The feature flag ledgerSlow was turned in ConfigMap shop/features.");
        diagnosis.Top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void A_flag_that_is_named_after_the_workload_is_more_suspect()
    {
        var named = Turned with { Path = "data.demo.flagd.json.flags.cartFailure.defaultVariant" };

        Probability(named).ShouldBeGreaterThan(Probability(Turned));
    }

    [Fact]
    public void Another_value_of_the_same_ConfigMap_is_no_flag() =>
        Strained.Failing().After(Altered.Object("ConfigMap", "features", ObjectRelation.Dependency, new FieldChange("data.limits.maxItems", "100", "1"))).Diagnose().Of(Cause.FeatureFlag).ShouldBeNull();

    [Fact]
    public void A_flag_that_was_turned_after_the_trouble_began_did_not_begin_it()
    {
        var late = Altered.Object("ConfigMap", "features", ObjectRelation.Dependency, Turned) with { At = Some.Noon - TimeSpan.FromMinutes(1) };

        Strained.Failing().After(late).Diagnose().ProbabilityOf(Cause.FeatureFlag).ShouldBeLessThan(Probability(Turned));
    }

    private static double Probability(FieldChange field) =>
        Strained.Failing().After(Altered.Object("ConfigMap", "features", ObjectRelation.Dependency, field)).Diagnose().ProbabilityOf(Cause.FeatureFlag);
}
