using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class NameResolutionRuleTests
{
    private static readonly PlacementView Default = new() { DnsPolicy = "Default" };
    private static readonly string Changed = ReleaseChange.Line(ReleaseChange.DnsPolicy, ReleaseChange.Pod, "ClusterFirst -> Default");

    [Fact]
    public void A_release_that_asks_another_name_server_is_taken_back()
    {
        var top = Calling().With(Default).RolledOut(Changed).Diagnose().Top;

        top.Cause.ShouldBe(Cause.NameResolution);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Headline.ShouldBe("cart has dnsPolicy Default: its pods do not ask the name server of the cluster.");
        top.Clues.ShouldContain(clue => clue.Text == $"changed: {ReleaseChange.DnsPolicy} of pod: ClusterFirst -> Default");
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void A_host_network_loses_the_name_server_too() =>
        Calling().With(new PlacementView { HostNetwork = true }).RolledOut(ReleaseChange.Line(ReleaseChange.HostNetwork, ReleaseChange.Pod, "no -> yes")).Diagnose()
            .Top.Cause.ShouldBe(Cause.NameResolution);

    [Fact]
    public void A_policy_against_the_known_good_is_put_back()
    {
        var change = Nearby.Change(Nearby.Itself, ObjectRelation.Itself, new FieldChange("spec.template.spec.dnsPolicy", "ClusterFirst", "Default"));
        var anew = Calling().With(Default).MadeAnew();

        anew.After(change).Diagnose().Top.ShouldSatisfyAllConditions(
            top => top.Cause.ShouldBe(Cause.NameResolution),
            top => top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]));
    }

    [Fact]
    public void Names_that_its_log_cannot_resolve_make_it_surer() =>
        Calling().With(Default).Saying("lookup ledger: no such host").Diagnose().ProbabilityOf(Cause.NameResolution)
            .ShouldBeGreaterThan(Calling().With(Default).Diagnose().ProbabilityOf(Cause.NameResolution));

    [Fact]
    public void A_policy_that_was_always_so_explains_no_new_trouble() => Calling().With(Default).Diagnose().Top.Cause.ShouldBe(Cause.Unknown);

    [Fact]
    public void A_workload_that_serves_under_it_needs_nothing() => Nearby.Serving().With(Default).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Theory]
    [InlineData("ClusterFirst", false)]
    [InlineData("ClusterFirstWithHostNet", true)]
    [InlineData("None", false)]
    public void Who_asks_the_cluster_or_says_whom_else_is_no_suspect(string policy, bool hostNetwork) =>
        Calling().With(new PlacementView { DnsPolicy = policy, HostNetwork = hostNetwork }).RolledOut(Changed).Diagnose().Of(Cause.NameResolution).ShouldBeNull();

    private static Evidence Calling() => Nearby.Failing().With(
        Some.Container() with { Addresses = [new AddressView("LEDGER_ADDR", "ledger", 8080) { IsInCluster = true, Leads = true }] });
}
