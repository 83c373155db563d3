using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class ServiceMissingRuleTests
{
    private static readonly ObjectChange Gone = Altered.Object("Service", "cart", ObjectRelation.InFront).Deleted();

    [Fact]
    public void A_Service_that_was_deleted_leaves_its_callers_lost()
    {
        var diagnosis = Deserted().After(Gone).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.ServiceMissing);
        diagnosis.Top.Culprit.ShouldBe(Gone.Target);
        diagnosis.Top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void One_that_callers_still_name_is_missed_without_a_known_good() =>
        Deserted().Around(view => view with { StrayServices = [new StrayServiceView("cart", [], Exists: false, null, "")] }).Diagnose().Top.Cause.ShouldBe(Cause.ServiceMissing);

    [Fact]
    public void A_Service_that_is_there_is_not_missing() => Faulty.ServicePort().Diagnose().Of(Cause.ServiceMissing).ShouldBeNull();

    private static Evidence Deserted() => (Strained.Failing() with { Services = [], ErrorRatio = null, RequestRate = 0 }).With(Strained.Series(Signal.RequestRate, 20, 0.1));
}
