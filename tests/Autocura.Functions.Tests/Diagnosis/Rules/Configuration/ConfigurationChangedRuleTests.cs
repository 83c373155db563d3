using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Configuration;

public sealed class ConfigurationChangedRuleTests
{
    [Fact]
    public void A_configuration_that_was_changed_before_the_trouble_is_put_back()
    {
        var top = Nearby.Failing().After(Changed()).Diagnose().Top;

        top.Cause.ShouldBe(Cause.ConfigurationChanged);
        top.Culprit.ShouldBe(Nearby.Features);
        top.Probability.ShouldBeGreaterThan(0.9);
        top.Headline.ShouldBe("ConfigMap shop/features was changed before cart got into trouble.");
        top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void Containers_that_crash_since_then_are_explained_too() =>
        Faulty.WithPods(Some.Evidence(), Faulty.Crashing()).After(Changed()).Diagnose().Top.Cause.ShouldBe(Cause.ConfigurationChanged);

    [Fact]
    public void A_Secret_that_is_gone_is_a_change_as_well() =>
        Nearby.Failing().After(Nearby.Gone(Nearby.Named("Secret", "goods"), ObjectRelation.Configuration)).Diagnose().Top.Culprit!.ToString().ShouldBe("Secret shop/goods");

    [Fact]
    public void What_was_written_and_is_as_it_was_is_suspected_less() =>
        Share(Changed() with { IsAgainstKnownGood = false, KnownGoodHash = "" }).ShouldBeLessThan(Share(Changed()) / 2);

    [Fact]
    public void What_is_used_by_a_callee_is_suspected_less_than_what_it_uses_itself() =>
        Share(Changed() with { Relation = ObjectRelation.Dependency }).ShouldBeLessThan(Share(Changed()));

    [Fact]
    public void What_was_changed_after_the_trouble_began_did_not_make_it() => Share(Changed() with { At = Some.Noon - TimeSpan.FromMinutes(1) }).ShouldBeLessThan(0.2);

    [Theory]
    [InlineData(ObjectRelation.SameNamespace, ChangeKind.Changed, 6)]
    [InlineData(ObjectRelation.Configuration, ChangeKind.Created, 6)]
    [InlineData(ObjectRelation.Configuration, ChangeKind.Changed, 120)]
    public void What_nobody_uses_or_is_new_or_old_is_no_suspect(ObjectRelation relation, ChangeKind kind, int minutesAgo) =>
        Share(Changed() with { Relation = relation, Kind = kind, At = Some.Noon - TimeSpan.FromMinutes(minutesAgo) }).ShouldBe(0);

    [Fact]
    public void Requests_that_are_served_under_it_excuse_it() => Nearby.Serving().After(Changed()).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Fact]
    public void A_change_that_all_measured_requests_came_after_and_that_none_suffers_of_is_no_cause_even_when_somebody_asks()
    {
        var asked = Nearby.Serving().With(Strained.Flat(Signal.LatencyP95, 0.1)) with { Onset = Some.Noon };

        asked.After(Changed()).Diagnose().ShouldSatisfyAllConditions(
            diagnosis => diagnosis.Top.Cause.ShouldBe(Cause.NothingWrong),
            diagnosis => diagnosis.ProbabilityOf(Cause.ConfigurationChanged).ShouldBeLessThan(0.05));
    }

    private static ObjectChange Changed() => Nearby.Change(Nearby.Features, ObjectRelation.Configuration, new FieldChange("data.pool-size", "20", "2"));

    private static double Share(ObjectChange change) => Nearby.Failing().After(change).Diagnose().ProbabilityOf(Cause.ConfigurationChanged);
}
