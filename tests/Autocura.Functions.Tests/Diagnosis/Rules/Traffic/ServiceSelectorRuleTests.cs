using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class ServiceSelectorRuleTests
{
    [Fact]
    public void A_Service_that_it_calls_and_complains_of_was_given_another_selector()
    {
        var change = Nearby.Change(Nearby.Named("Service", "ledger"), ObjectRelation.SameNamespace, new FieldChange("spec.selector.app", "ledger", "ledgers"));

        var top = Some.Evidence().Saying("call to ledger failed: dial tcp ledger:8080: connection refused").After(change).Diagnose().Top;

        top.Cause.ShouldBe(Cause.ServiceSelectorMismatch);
        top.Culprit!.Name.ShouldBe("ledger");
        top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void A_Service_that_nobody_here_complains_of_is_no_suspect() =>
        Some.Evidence().After(Nearby.Change(Nearby.Named("Service", "ledger"), ObjectRelation.SameNamespace, new FieldChange("spec.selector.app", "ledger", "ledgers"))).Diagnose()
            .Of(Cause.ServiceSelectorMismatch).ShouldBeNull();

    [Fact]
    public void A_selector_that_was_changed_is_put_back()
    {
        var top = Stray().After(Nearby.Change(Nearby.CartService, ObjectRelation.InFront, new FieldChange("spec.selector.version", "v1", "v9"))).Diagnose().Top;

        top.Cause.ShouldBe(Cause.ServiceSelectorMismatch);
        top.Culprit.ShouldBe(Nearby.CartService);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Headline.ShouldBe("Service cart selects no pod; version=v9 (pods have v1) keeps it from those of cart.");
        top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void Without_a_known_good_it_is_pointed_at_what_the_pods_carry() =>
        Stray().Diagnose().Top.Remedies.InShort().ShouldBe(["RepairService selector=version=v1"]);

    [Fact]
    public void Where_the_pods_lack_the_label_no_selector_is_guessed()
    {
        var diagnosis = Stray("tier=web (pods have none)").Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.ServiceSelectorMismatch);
        diagnosis.Top.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public void A_release_that_changed_the_labels_makes_it_surer() =>
        Share(Stray().RolledOut(ReleaseChange.Line(ReleaseChange.Labels, ReleaseChange.Pod, "~version (v9 -> v1)"))).ShouldBeGreaterThan(Share(Stray().RolledOut(ReleaseChange.Line(ReleaseChange.Image, "app", "a -> b"))));

    [Fact]
    public void A_second_Service_that_leads_to_the_pods_makes_it_less_sure() =>
        Share(Stray() with { Services = [Some.Service("goods")] }).ShouldBeLessThan(Share(Stray()));

    [Fact]
    public void Pods_that_cannot_be_pulled_explain_more_than_an_old_stray()
    {
        var old = Stray().Surroundings!.StrayServices[0] with { ChangedAt = Some.Noon - TimeSpan.FromDays(90) };

        Faulty.BadImage().Around(around => around with { StrayServices = [old] }).Diagnose().Top.Cause.ShouldBe(Cause.BadImage);
    }

    [Fact]
    public void A_Service_that_does_not_exist_has_no_selector() =>
        Stray().Around(around => around with { StrayServices = [around.StrayServices[0] with { Exists = false }] }).Diagnose().Of(Cause.ServiceSelectorMismatch).ShouldBeNull();

    private static double Share(Evidence evidence) => evidence.Diagnose().ProbabilityOf(Cause.ServiceSelectorMismatch);

    private static Evidence Stray(string differing = "version=v9 (pods have v1)") =>
        (Some.Evidence().Labelled("version", "v1") with { Services = [] })
            .Around(around => around with { StrayServices = [new StrayServiceView("cart", [differing], Exists: true, Nearby.AMinuteBefore, "kubectl-edit")] });
}
