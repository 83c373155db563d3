using Autocura.Diagnosis;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class VolumeReleasedRuleTests
{
    [Fact]
    public void A_claim_waits_beside_a_volume_that_remembers_another()
    {
        var diagnosis = Waiting("pv-7").Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.VolumeReleased);
        diagnosis.Top.Culprit?.ToString().ShouldBe("PersistentVolume pv-7");
        diagnosis.Top.Remedies.InShort().ShouldBe(["ReleaseVolume"]);
        diagnosis.Top.Remedies[0].Chance.ShouldBe(CureChance.Fair);
    }

    [Fact]
    public void Without_such_a_volume_the_class_is_missing() => Waiting().Diagnose().Top.Cause.ShouldBe(Cause.StorageClassMissing);

    private static Evidence Waiting(params string[] released)
    {
        var missing = Displaced.ClassMissing();
        return missing.Around(view => view with { Claims = [view.Claims[0] with { ReleasedVolumes = released }] });
    }
}
