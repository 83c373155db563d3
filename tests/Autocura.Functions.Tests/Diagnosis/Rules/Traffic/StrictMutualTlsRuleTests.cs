using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class StrictMutualTlsRuleTests
{
    private const string OptOut = "istio.io/dataplane-mode";

    private static readonly ObjectRef Guard = Nearby.Named("PeerAuthentication", "guard", "security.istio.io/v1");

    [Fact]
    public void A_new_policy_that_lets_only_the_mesh_in_is_taken_away()
    {
        var top = Under(Nearby.Failing(1)).After(Nearby.Created(Guard, ObjectRelation.Policy)).Diagnose().Top;

        top.Cause.ShouldBe(Cause.StrictMutualTls);
        top.Culprit.ShouldBe(Guard);
        top.Probability.ShouldBeGreaterThan(0.9);
        top.Remedies.InShort().ShouldBe(["RemoveObject"]);
    }

    [Fact]
    public void A_release_that_left_the_mesh_is_taken_back_and_the_policy_stays()
    {
        var left = Under(Nearby.Failing(1), Some.Noon - TimeSpan.FromDays(30)).Labelled(OptOut, "none").RolledOut(ReleaseChange.Line(ReleaseChange.Labels, ReleaseChange.Pod, $"+{OptOut}=none"));

        var top = left.Diagnose().Top;

        top.Cause.ShouldBe(Cause.StrictMutualTls);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Headline.ShouldBe($"cart is outside of the mesh ({OptOut}=none), and PeerAuthentication shop/guard lets only the mesh in.");
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void A_policy_under_which_requests_are_served_needs_nothing() =>
        Under(Nearby.Serving(), Some.Noon - TimeSpan.FromDays(30)).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Fact]
    public void A_policy_that_has_stood_for_a_month_does_not_explain_a_new_trouble() =>
        Under(Nearby.Failing(), Some.Noon - TimeSpan.FromDays(30)).Diagnose().Top.Cause.ShouldBe(Cause.Unknown);

    [Fact]
    public void A_label_that_keeps_pods_in_the_mesh_is_no_opt_out() =>
        Under(Nearby.Failing(1)).Labelled(OptOut, "ambient").Diagnose().Top.Culprit.ShouldBe(Guard);

    [Fact]
    public void Where_nobody_demands_it_nothing_is_said() => Nearby.Failing().Labelled(OptOut, "none").Diagnose().Of(Cause.StrictMutualTls).ShouldBeNull();

    private static Evidence Under(Evidence evidence, DateTimeOffset? since = null) => evidence.Around(around => around with
    {
        Policies = [new PolicyView(Guard, PolicyEffect.DemandsMutualTls, "demands mutual TLS", since ?? Nearby.AMinuteBefore, "kubectl-apply")],
    });
}
