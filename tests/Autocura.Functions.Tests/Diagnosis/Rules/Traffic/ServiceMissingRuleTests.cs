using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Neighbours;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class ServiceMissingRuleTests
{
    [Fact]
    public void A_Service_that_is_gone_is_put_back()
    {
        var top = Deserted().After(Nearby.Gone(Nearby.CartService, ObjectRelation.InFront)).Diagnose().Top;

        top.Cause.ShouldBe(Cause.ServiceMissing);
        top.Culprit.ShouldBe(Nearby.CartService);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void Callers_that_miss_it_are_named()
    {
        var caller = Strained.Dependency() with { Direction = Direction.Dependant };

        (Deserted().After(Nearby.Gone(Nearby.CartService, ObjectRelation.InFront)) with { Neighbours = [caller] }).Diagnose()
            .Top.Headline.ShouldBe("Service cart is gone, and ledger call it.");
    }

    [Fact]
    public void A_Service_that_callers_name_and_nobody_made_is_missed_without_a_remedy()
    {
        var top = Deserted().Around(around => around with { StrayServices = [Missed("cart")] }).Diagnose().Top;

        top.Cause.ShouldBe(Cause.ServiceMissing);
        top.Culprit.ShouldBe(Nearby.CartService);
        top.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public void One_that_is_gone_and_missed_is_one_hypothesis() =>
        Deserted().After(Nearby.Gone(Nearby.CartService, ObjectRelation.InFront)).Around(around => around with { StrayServices = [Missed("cart")] }).Diagnose()
            .Hypotheses.Count(hypothesis => hypothesis.Cause == Cause.ServiceMissing).ShouldBe(1);

    [Fact]
    public void A_Service_of_somebody_else_that_is_gone_harms_nobody_here() =>
        Nearby.Serving().After(Nearby.Gone(Nearby.Named("Service", "goods"), ObjectRelation.SameNamespace)).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Fact]
    public void Pods_that_crash_explain_more_than_a_Service_of_somebody_else() =>
        Faulty.CrashAfterRelease().After(Nearby.Gone(Nearby.Named("Service", "goods"), ObjectRelation.SameNamespace)).Diagnose().Top.Cause.ShouldBe(Cause.CrashAfterRelease);

    [Fact]
    public void A_Service_that_was_only_changed_is_not_missing() =>
        Deserted().After(Nearby.Change(Nearby.CartService, ObjectRelation.InFront)).Diagnose().Of(Cause.ServiceMissing).ShouldBeNull();

    private static StrayServiceView Missed(string name) => new(name, [], Exists: false, null, "");

    private static Evidence Deserted() => (Some.Evidence() with { Services = [] }).With(Strained.Series(Signal.RequestRate, 20, 0.5));
}
