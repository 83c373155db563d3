using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class AddressRuleTests
{
    private static readonly string Changed = ReleaseChange.Line(ReleaseChange.Environment, "app", "~LEDGER_ADDR (ledger:8080 -> ledgr:8080)");

    [Fact]
    public void A_variable_that_a_release_pointed_at_no_Service_is_a_wrong_address()
    {
        var diagnosis = Calling("ledgr", leads: false).RolledOut(Changed).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.WrongAddress);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Headline.ShouldBe("LEDGER_ADDR of cart leads to ledgr:8080, and there is no such Service.");
        diagnosis.Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void Without_a_release_the_last_known_good_is_the_way_back()
    {
        var field = new FieldChange("spec.template.spec.containers[app].env[LEDGER_ADDR]", "ledger:8080", "ledgr:8080");
        var edited = Calling("ledgr", leads: false) with { Releases = [Some.Release(2)] };

        edited.After(Altered.Object("Deployment", "cart", ObjectRelation.Itself, field)).Diagnose().Top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void An_address_that_leads_to_a_Service_which_fails_is_the_dependencys_fault()
    {
        var down = Calling("ledger", leads: true) with { Neighbours = [Strained.Dependency("0 of 1 pods ready", 0.4)] };

        down.Diagnose().Top.Cause.ShouldBe(Cause.DependencyDown);
        down.Diagnose().Of(Cause.WrongAddress).ShouldBeNull();
    }

    [Fact]
    public void A_name_outside_of_the_cluster_is_not_judged() =>
        Strained.Failing().Wanting(state => state with { Containers = [Some.Container() with { Addresses = [new AddressView("MAIL_HOST", "mail.example", 25) { Leads = false }] }] })
            .Diagnose().Of(Cause.WrongAddress).ShouldBeNull();

    private static Evidence Calling(string host, bool leads) => Strained.Failing().Wanting(state => state with
    {
        Containers = [Some.Container() with { Addresses = [new AddressView("LEDGER_ADDR", host, 8080) { IsInCluster = true, Leads = leads }] }],
    });
}
