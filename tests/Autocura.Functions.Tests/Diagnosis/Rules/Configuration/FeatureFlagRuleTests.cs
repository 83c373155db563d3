using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Configuration;

public sealed class FeatureFlagRuleTests
{
    [Fact]
    public void A_flag_that_was_turned_is_turned_back()
    {
        var top = Nearby.Failing().After(Turned("loud")).Diagnose().Top;

        top.Cause.ShouldBe(Cause.FeatureFlag);
        top.Culprit.ShouldBe(Nearby.Features);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Headline.ShouldBe("The feature flag loud was turned in ConfigMap shop/features.");
        top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Theory]
    [InlineData("data.demo.flagd.json.flags.loud.state")]
    [InlineData("data.demo.json.flags.loud.targeting.if")]
    [InlineData("flags.loud.variants.on")]
    public void Whatever_of_a_flag_was_turned_is_found(string path) => Nearby.Failing().After(Turning(path)).Diagnose().Top.Cause.ShouldBe(Cause.FeatureFlag);

    [Theory]
    [InlineData("data.pool-size")]
    [InlineData("data.demo.json.flags.loud.description")]
    [InlineData("data.demo.json.myflags.loud.state")]
    public void A_configuration_that_is_no_flag_is_another_story(string path) =>
        Nearby.Failing().After(Turning(path)).Diagnose().ShouldSatisfyAllConditions(
            diagnosis => diagnosis.Of(Cause.FeatureFlag).ShouldBeNull(),
            diagnosis => diagnosis.Top.Cause.ShouldBe(Cause.ConfigurationChanged));

    [Fact]
    public void Flags_that_were_turned_together_are_one_hypothesis()
    {
        var both = Nearby.Change(Nearby.Features, ObjectRelation.SameNamespace, Turned("loud").Fields[0], Turned("swift").Fields[0]);

        var flags = Nearby.Failing().After(both).Diagnose().Hypotheses.Where(hypothesis => hypothesis.Cause == Cause.FeatureFlag);

        flags.ShouldHaveSingleItem().Headline.ShouldBe("The feature flags loud, swift were turned in ConfigMap shop/features.");
    }

    [Fact]
    public void A_flag_that_is_named_after_the_workload_is_suspected_more() => Share(Turned("cartFailure")).ShouldBeGreaterThan(Share(Turned("loud")));

    [Fact]
    public void A_log_that_speaks_of_the_flag_makes_it_surer() =>
        Nearby.Failing().Saying("feature loud is on").After(Turned("loud")).Diagnose().ProbabilityOf(Cause.FeatureFlag).ShouldBeGreaterThan(Share(Turned("loud")));

    [Fact]
    public void A_flag_that_was_turned_last_month_explains_no_new_trouble() => Share(Turned("loud") with { At = Some.Noon - TimeSpan.FromDays(30) }).ShouldBeLessThan(Share(Turned("loud")) - 0.01);

    [Fact]
    public void A_flag_that_was_turned_after_the_trouble_began_did_not_begin_it() => Share(Turned("loud") with { At = Some.Noon - TimeSpan.FromMinutes(1) }).ShouldBeLessThan(Share(Turned("loud")) - 0.01);

    [Fact]
    public void Pods_that_cannot_be_pulled_explain_more_than_a_flag() => Faulty.BadImage().After(Turned("loud")).Diagnose().Top.Cause.ShouldBe(Cause.BadImage);

    private static ObjectChange Turned(string flag) => Turning($"data.demo.json.flags.{flag}.defaultVariant");

    private static ObjectChange Turning(string path) => Nearby.Change(Nearby.Features, ObjectRelation.Configuration, new FieldChange(path, "off", "on"));

    private static double Share(ObjectChange change) => Nearby.Failing().After(change).Diagnose().ProbabilityOf(Cause.FeatureFlag);
}
