using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Configuration;

public sealed class OwnerRuleTests
{
    private static readonly ObjectRef Goods = Nearby.Named("Store", "goods", "stores.example/v1");

    [Fact]
    public void A_custom_resource_that_asks_for_what_cannot_be_is_put_back()
    {
        var top = Owned("Ready=False: no such storage class").After(Changed()).Diagnose().Top;

        top.Cause.ShouldBe(Cause.OperatorMisconfigured);
        top.Culprit.ShouldBe(Goods);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Headline.ShouldBe("Store shop/goods, which cart is made from: Ready=False: no such storage class.");
        top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void One_that_complains_and_was_not_changed_is_a_victim_itself() =>
        Owned("Ready=False: pods are not ready").Diagnose().Top.Cause.ShouldBe(Cause.Unknown);

    [Fact]
    public void One_that_was_changed_and_is_content_is_suspected_less() =>
        Owned().After(Changed()).Diagnose().ProbabilityOf(Cause.OperatorMisconfigured)
            .ShouldBeLessThan(Owned("Ready=False: no such storage class").After(Changed()).Diagnose().ProbabilityOf(Cause.OperatorMisconfigured));

    [Fact]
    public void One_that_was_changed_while_every_pod_is_ready_is_suspected_less() =>
        Some.Evidence().After(Changed()).Diagnose().ProbabilityOf(Cause.OperatorMisconfigured)
            .ShouldBeLessThan(Unready().After(Changed()).Diagnose().ProbabilityOf(Cause.OperatorMisconfigured));

    [Theory]
    [InlineData("Helm")]
    [InlineData("Argo CD")]
    [InlineData("Flux")]
    public void A_tool_that_only_delivers_is_no_operator(string tool) =>
        Unready().Around(around => around with { Owner = new OwnerView(Goods, tool, ["Degraded=True"]) }).Diagnose().Of(Cause.OperatorMisconfigured).ShouldBeNull();

    [Fact]
    public void A_workload_that_nobody_owns_is_its_own_master() => Unready().Diagnose().Of(Cause.OperatorMisconfigured).ShouldBeNull();

    private static ObjectChange Changed() => Nearby.Change(Goods, ObjectRelation.Owner, new FieldChange("spec.storageClassName", "swift", "loud"));

    private static Evidence Owned(params string[] conditions) => Unready().Around(around => around with { Owner = new OwnerView(Goods, "operator", conditions) });

    private static Evidence Unready() => Faulty.WithPods(Some.Evidence(), new ContainerStateView { Name = "app" });
}
