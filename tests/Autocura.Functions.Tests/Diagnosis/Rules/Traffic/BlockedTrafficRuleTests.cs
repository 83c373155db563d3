using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class BlockedTrafficRuleTests
{
    private static readonly ObjectRef Wall = new("networking.k8s.io/v1", "NetworkPolicy", "shop", "wall");

    [Fact]
    public void A_new_policy_that_lets_nobody_in_keeps_the_requests_away()
    {
        var diagnosis = Behind(PolicyEffect.DeniesIngress, minutesAgo: 6).After(Altered.Object("NetworkPolicy", "wall", ObjectRelation.Policy).Created() with { Target = Wall }).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.BlockedTraffic);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Culprit.ShouldBe(Wall);
        diagnosis.Top.Remedies.InShort().ShouldBe(["RemoveObject"]);
    }

    [Fact]
    public void A_policy_that_stood_for_months_did_not_begin_it() =>
        Behind(PolicyEffect.DeniesIngress, minutesAgo: 60 * 24 * 90).After().Diagnose().Top.Cause.ShouldNotBe(Cause.BlockedTraffic);

    [Fact]
    public void One_that_only_restricts_is_less_suspect() =>
        Behind(PolicyEffect.RestrictsIngress, 6).Diagnose().ProbabilityOf(Cause.BlockedTraffic).ShouldBeLessThan(Behind(PolicyEffect.DeniesIngress, 6).Diagnose().ProbabilityOf(Cause.BlockedTraffic));

    [Fact]
    public void Pods_that_crash_are_not_behind_a_wall() => Faulty.CrashAfterRelease().Around(_ => Behind(PolicyEffect.RestrictsIngress, 60 * 24 * 90).Surroundings!).Diagnose().Top.Cause.ShouldBe(Cause.CrashAfterRelease);

    private static Evidence Behind(PolicyEffect effect, int minutesAgo) => (Strained.Failing() with { ErrorRatio = null, RequestRate = 0 })
        .With(Strained.Series(Signal.RequestRate, 20, 0.1))
        .Around(view => view with { Policies = [new PolicyView(Wall, effect, "denies all ingress", Some.Noon - TimeSpan.FromMinutes(minutesAgo), "kubectl-create")] });
}
