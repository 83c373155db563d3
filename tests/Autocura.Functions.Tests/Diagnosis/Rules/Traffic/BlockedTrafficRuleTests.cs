using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class BlockedTrafficRuleTests
{
    [Fact]
    public void A_new_policy_that_lets_nobody_in_is_taken_away()
    {
        var top = Under(Denying()).After(Nearby.Created(Nearby.Guard, ObjectRelation.Policy)).Diagnose().Top;

        top.Cause.ShouldBe(Cause.BlockedTraffic);
        top.Culprit.ShouldBe(Nearby.Guard);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Headline.ShouldBe("NetworkPolicy shop/guard denies all ingress.");
        top.Remedies.InShort().ShouldBe(["RemoveObject"]);
    }

    [Fact]
    public void A_policy_that_was_tightened_is_put_back() =>
        Under(Denying()).After(Nearby.Change(Nearby.Guard, ObjectRelation.Policy, new FieldChange("spec.ingress", "[{}]", null))).Diagnose()
            .Top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);

    [Fact]
    public void A_policy_of_which_nothing_is_kept_is_blamed_and_left_to_a_person()
    {
        var top = Under(Denying()).Diagnose().Top;

        top.Cause.ShouldBe(Cause.BlockedTraffic);
        top.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public void A_policy_is_one_hypothesis_though_it_is_seen_twice() =>
        Under(Denying()).After(Nearby.Created(Nearby.Guard, ObjectRelation.Dependency)).Diagnose()
            .Hypotheses.Count(hypothesis => hypothesis.Cause == Cause.BlockedTraffic).ShouldBe(1);

    [Fact]
    public void A_new_policy_before_what_it_calls_is_found_there()
    {
        var top = Nearby.Failing().After(Nearby.Created(Nearby.Guard, ObjectRelation.Dependency)).Diagnose().Top;

        top.Cause.ShouldBe(Cause.BlockedTraffic);
        top.Culprit.ShouldBe(Nearby.Guard);
    }

    [Fact]
    public void A_policy_under_which_all_was_well_is_not_blamed()
    {
        var old = Under(Denying() with { ChangedAt = Some.Noon - TimeSpan.FromDays(30) }).After();

        old.Diagnose().Top.Cause.ShouldBe(Cause.Unknown);
    }

    [Fact]
    public void Requests_that_come_through_excuse_it()
    {
        var served = Nearby.Serving().Around(around => around with { Policies = [Denying()] });

        served.Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);
    }

    [Fact]
    public void Who_lets_nobody_in_is_suspected_more_than_who_lets_some() =>
        Under(Denying()).Diagnose().ProbabilityOf(Cause.BlockedTraffic)
            .ShouldBeGreaterThan(Under(Denying() with { Kind = PolicyEffect.RestrictsIngress, Effect = "restricts ingress" }).Diagnose().ProbabilityOf(Cause.BlockedTraffic));

    [Fact]
    public void A_refusal_in_the_log_makes_it_surer() =>
        Under(Denying()).Saying("RBAC: access denied").Diagnose().ProbabilityOf(Cause.BlockedTraffic)
            .ShouldBeGreaterThan(Under(Denying()).Diagnose().ProbabilityOf(Cause.BlockedTraffic));

    [Fact]
    public void Pods_that_crash_since_a_release_are_not_behind_an_old_policy() =>
        Faulty.CrashAfterRelease().Around(around => around with { Policies = [Denying() with { ChangedAt = Some.Noon - TimeSpan.FromDays(30) }] }).Diagnose().Top.Cause.ShouldBe(Cause.CrashAfterRelease);

    [Fact]
    public void A_policy_that_is_gone_blocks_nothing() =>
        Nearby.Failing().After(Nearby.Gone(Nearby.Guard, ObjectRelation.Dependency)).Diagnose().Of(Cause.BlockedTraffic).ShouldBeNull();

    [Fact]
    public void Without_a_policy_nothing_is_said() => Nearby.Failing().Diagnose().Of(Cause.BlockedTraffic).ShouldBeNull();

    private static PolicyView Denying() => new(Nearby.Guard, PolicyEffect.DeniesIngress, "denies all ingress", Nearby.AMinuteBefore, "kubectl-apply");

    private static Evidence Under(PolicyView policy) => Nearby.Failing(1).Around(around => around with { Policies = [policy] });
}
