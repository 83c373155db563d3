using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class StrictMutualTlsRuleTests
{
    private static readonly ObjectRef Strict = new("security.istio.io/v1", "PeerAuthentication", "shop", "strict");

    [Fact]
    public void Pods_outside_of_the_mesh_are_shut_out_where_only_the_mesh_may_in()
    {
        var diagnosis = OptedOut().RolledOut(ReleaseChange.Line(ReleaseChange.Labels, ReleaseChange.Pod, "+istio.io/dataplane-mode=none")).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.StrictMutualTls);
        diagnosis.Top.Culprit.ShouldBe(Some.Cart.Target());
        diagnosis.Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void A_policy_that_is_new_is_removed()
    {
        var created = Altered.Object("PeerAuthentication", "strict", ObjectRelation.Policy).Created() with { Target = Strict };

        Demanding().After(created).Diagnose().Top.Cause.ShouldBe(Cause.StrictMutualTls);
        Demanding().After(created).Diagnose().Top.Remedies.InShort().ShouldBe(["RemoveObject"]);
    }

    [Fact]
    public void Where_nobody_demands_it_nothing_is_said() => Strained.Failing().Diagnose().Of(Cause.StrictMutualTls).ShouldBeNull();

    private static Evidence Demanding() => Strained.Failing().Around(view => view with { Policies = [new PolicyView(Strict, PolicyEffect.DemandsMutualTls, "demands mutual TLS", Altered.At, "kubectl-create")] });

    private static Evidence OptedOut() => Demanding()
        .Around(view => view with { Policies = [view.Policies[0] with { ChangedAt = Some.Noon - TimeSpan.FromDays(90) }] })
        .Wanting(state => state with { PodLabels = new Dictionary<string, string> { ["app"] = "cart", ["istio.io/dataplane-mode"] = "none" } });
}
