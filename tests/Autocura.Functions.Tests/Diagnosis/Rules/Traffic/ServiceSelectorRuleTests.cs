using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class ServiceSelectorRuleTests
{
    private static readonly StrayServiceView Stray = new("cart", ["app=cart-new (pods have cart)"], Exists: true, Altered.At, "kubectl-edit");

    [Fact]
    public void A_Service_whose_selector_matches_no_pod_leads_nowhere()
    {
        var diagnosis = Lost(Stray).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.ServiceSelectorMismatch);
        diagnosis.Top.Culprit?.ToString().ShouldBe("Service shop/cart");
        diagnosis.Top.Remedies.InShort().ShouldBe(["RepairService selector=app=cart"]);
    }

    [Fact]
    public void Its_last_known_good_is_surer_than_a_guess() =>
        Lost(Stray).After(Altered.Object("Service", "cart", ObjectRelation.InFront, new FieldChange("spec.selector.app", "cart", "cart-new"))).Diagnose()
            .Top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);

    [Fact]
    public void A_label_that_the_pods_lack_altogether_cannot_be_guessed() => Lost(Stray with { Differing = ["track=gold"] }).Diagnose().Top.Remedies.ShouldBeEmpty();

    [Fact]
    public void A_Service_that_is_gone_is_another_matter() => Lost(Stray with { Exists = false }).Diagnose().Of(Cause.ServiceSelectorMismatch).ShouldBeNull();

    private static Evidence Lost(StrayServiceView stray) => (Strained.Failing() with { Services = [], ErrorRatio = null, RequestRate = 0 })
        .With(Strained.Series(Signal.RequestRate, 20, 0.1))
        .Around(view => view with { StrayServices = [stray] });
}
