using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Configuration;

public sealed class OwnerRuleTests
{
    private static readonly ObjectRef Resource = new("databases.example/v1", "Database", "shop", "goods") { Cluster = "test" };

    [Fact]
    public void A_custom_resource_that_asks_for_what_cannot_be_is_the_cause()
    {
        var change = Altered.Object("Database", "goods", ObjectRelation.Owner, new FieldChange("spec.replicas", "2", "200")) with { Target = Resource };

        var diagnosis = Owned("Reconciled=False: replicas must be at most 10").After(change).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.OperatorMisconfigured);
        diagnosis.Top.Culprit.ShouldBe(Resource);
        diagnosis.Top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void One_that_has_not_changed_and_reports_nothing_is_not() =>
        Owned().After().Diagnose().ProbabilityOf(Cause.OperatorMisconfigured).ShouldBeLessThan(0.05);

    [Theory]
    [InlineData("Helm")]
    [InlineData("Argo CD")]
    [InlineData("Flux")]
    public void Who_only_delivers_is_no_operator(string tool) =>
        Strained.Failing().Around(view => view with { Owner = new OwnerView(Resource, tool, []) }).Diagnose().Of(Cause.OperatorMisconfigured).ShouldBeNull();

    private static Evidence Owned(params string[] conditions) => Strained.Failing().Around(view => view with { Owner = new OwnerView(Resource, "operator", conditions) });
}
