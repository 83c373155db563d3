using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class StorageClassMissingRuleTests
{
    [Fact]
    public void A_claim_that_names_a_class_which_is_not_there_waits_for_ever()
    {
        var diagnosis = Displaced.ClassMissing().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.StorageClassMissing);
        diagnosis.Top.Culprit?.ToString().ShouldBe("PersistentVolumeClaim shop/goods");
        diagnosis.Top.Headline.ShouldBe("Claim goods of cart names the storage class swift, which does not exist.");
        diagnosis.Top.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public void A_class_that_was_deleted_is_what_is_missing()
    {
        var gone = new ObjectChange
        {
            Target = new ObjectRef("storage.k8s.io/v1", "StorageClass", "", "swift"),
            Kind = ChangeKind.Deleted,
            Relation = ObjectRelation.Storage,
            IsAgainstKnownGood = true,
            KnownGoodHash = "abc",
        };
        var missing = Displaced.ClassMissing();

        var top = (missing with { Surroundings = missing.Surroundings! with { Changes = [gone] } }).Diagnose().Top;

        top.Culprit.ShouldBe(gone.Target);
        top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void A_class_that_exists_is_not_missing() => With(claim => claim with { StorageClassExists = true }).Diagnose().Of(Cause.StorageClassMissing).ShouldBeNull();

    [Fact]
    public void A_claim_that_is_bound_needs_no_class() => With(claim => claim with { Phase = "Bound", Volume = "pv-1" }).Diagnose().Of(Cause.StorageClassMissing).ShouldBeNull();

    [Fact]
    public void Without_a_default_a_claim_that_names_none_gets_nothing() =>
        With(claim => claim with { StorageClass = "", Why = "no persistent volumes available for this claim and no storage class is set" }).Diagnose()
            .Of(Cause.StorageClassMissing)!.Headline.ShouldBe("Claim goods of cart names no storage class, and none is the default.");

    [Fact]
    public void A_volume_that_only_has_to_be_released_explains_more() =>
        With(claim => claim with { ReleasedVolumes = ["pv-7"] }).Diagnose().ProbabilityOf(Cause.StorageClassMissing)
            .ShouldBeLessThan(Displaced.ClassMissing().Diagnose().ProbabilityOf(Cause.StorageClassMissing) / 2);

    [Fact]
    public void Volumes_made_by_hand_need_no_class_of_that_name() =>
        With(claim => claim with { ReleasedVolumes = ["pv-7"] }).Diagnose().Top.Cause.ShouldBe(Cause.VolumeReleased);

    private static Evidence With(Func<ClaimView, ClaimView> change)
    {
        var missing = Displaced.ClassMissing();
        return missing with { Surroundings = missing.Surroundings! with { Claims = [change(missing.Surroundings!.Claims[0])] } };
    }
}
