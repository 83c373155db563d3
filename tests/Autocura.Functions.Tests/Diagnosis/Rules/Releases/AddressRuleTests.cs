using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class AddressRuleTests
{
    private static readonly string Renamed = ReleaseChange.Line(ReleaseChange.Environment, "app", "~LEDGER_ADDR (ledger:8080 -> goods:8080)");
    private static readonly string Unrelated = ReleaseChange.Line(ReleaseChange.Environment, "app", "+MODE");

    [Fact]
    public void A_release_that_calls_a_Service_which_is_not_there_is_taken_back()
    {
        var top = Calling(leads: false).RolledOut(Renamed).Diagnose().Top;

        top.Cause.ShouldBe(Cause.WrongAddress);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Headline.ShouldBe("LEDGER_ADDR of cart leads to goods:8080, and there is no such Service.");
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void An_address_against_the_known_good_is_put_back()
    {
        var change = Nearby.Change(Nearby.Itself, ObjectRelation.Itself, new FieldChange("spec.template.spec.containers[app].env[LEDGER_ADDR].value", "ledger:8080", "goods:8080"));
        var anew = Calling(leads: false).MadeAnew();

        anew.After(change).Diagnose().Top.ShouldSatisfyAllConditions(
            top => top.Cause.ShouldBe(Cause.WrongAddress),
            top => top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]));
    }

    [Fact]
    public void A_name_that_cannot_be_resolved_since_variables_changed_tells_it_too() =>
        Nearby.Failing().Saying("dial tcp: lookup goods: no such host").RolledOut(Unrelated).Diagnose().Top.ShouldSatisfyAllConditions(
            top => top.Cause.ShouldBe(Cause.WrongAddress),
            top => top.Headline.ShouldBe("cart calls a name that cannot be resolved."));

    [Fact]
    public void A_release_that_changed_another_variable_is_suspected_less() =>
        Calling(leads: false).RolledOut(Unrelated).Diagnose().ProbabilityOf(Cause.WrongAddress)
            .ShouldBeLessThan(Calling(leads: false).RolledOut(Renamed).Diagnose().ProbabilityOf(Cause.WrongAddress));

    [Fact]
    public void An_address_that_leads_nowhere_since_ever_explains_no_new_trouble() => Calling(leads: false).Diagnose().Top.Cause.ShouldBe(Cause.Unknown);

    [Theory]
    [InlineData(true)]
    [InlineData(null)]
    public void An_address_that_leads_somewhere_or_was_not_looked_up_is_no_suspect(bool? leads) =>
        Calling(leads).RolledOut(Renamed).Diagnose().Of(Cause.WrongAddress).ShouldBeNull();

    [Fact]
    public void A_host_outside_of_the_cluster_is_no_suspect() =>
        Calling(leads: false, isInCluster: false).RolledOut(Renamed).Diagnose().Of(Cause.WrongAddress).ShouldBeNull();

    private static Evidence Calling(bool? leads, bool isInCluster = true) => Nearby.Failing().With(
        Some.Container() with { Addresses = [new AddressView("LEDGER_ADDR", "goods", 8080) { IsInCluster = isInCluster, Leads = leads }] });
}
