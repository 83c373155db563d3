using Autocura.Diagnosis;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class NameResolutionRuleTests
{
    private static readonly string Changed = ReleaseChange.Line(ReleaseChange.DnsPolicy, ReleaseChange.Pod, "ClusterFirst -> Default");

    [Fact]
    public void Pods_that_ask_the_nodes_name_server_do_not_find_Services()
    {
        var diagnosis = Asking("Default").RolledOut(Changed).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.NameResolution);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Clues.ShouldContain(clue => clue.Text == $"changed: {ReleaseChange.DnsPolicy} of pod: ClusterFirst -> Default");
        diagnosis.Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void A_host_network_without_the_clusters_names_is_the_same() =>
        Asking("ClusterFirst").Wanting(state => state with { Placement = state.Placement with { HostNetwork = true } }).Diagnose().Of(Cause.NameResolution).ShouldNotBeNull();

    [Theory]
    [InlineData("ClusterFirst")]
    [InlineData("ClusterFirstWithHostNet")]
    [InlineData("None")]
    public void Pods_that_ask_the_cluster_or_name_their_own_server_do(string policy) => Asking(policy).Diagnose().Of(Cause.NameResolution).ShouldBeNull();

    [Fact]
    public void A_policy_that_stood_for_a_month_is_less_suspect() =>
        Asking("Default").Diagnose().ProbabilityOf(Cause.NameResolution).ShouldBeLessThan(Asking("Default").RolledOut(Changed).Diagnose().ProbabilityOf(Cause.NameResolution));

    private static Evidence Asking(string policy) => Strained.Failing().Wanting(state => state with
    {
        Placement = new PlacementView { DnsPolicy = policy },
        Containers = [Some.Container() with { Addresses = [new AddressView("LEDGER_ADDR", "ledger", 8080) { IsInCluster = true, Leads = true }] }],
    });
}
