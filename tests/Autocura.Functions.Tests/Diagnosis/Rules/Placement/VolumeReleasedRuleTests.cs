using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class VolumeReleasedRuleTests
{
    [Fact]
    public void A_claim_beside_a_volume_that_remembers_another_gets_it()
    {
        var top = Waiting(Pending()).Diagnose().Top;

        top.Cause.ShouldBe(Cause.VolumeReleased);
        top.Culprit!.ToString().ShouldBe("PersistentVolume goods-7");
        top.Probability.ShouldBeGreaterThan(0.9);
        top.Headline.ShouldBe("Claim goods of cart waits, as volume goods-7 still belongs to a claim that is gone.");
        var remedy = top.Remedies.ShouldHaveSingleItem();
        remedy.Action.ShouldBe(ActionNames.ReleaseVolume);
        remedy.Target.ShouldBe(top.Culprit);
    }

    [Fact]
    public void A_volume_that_would_fit_explains_more_than_a_class_that_is_missing() =>
        Waiting(Pending() with { StorageClass = "swift", StorageClassExists = false }).Diagnose().Top.Cause.ShouldBe(Cause.VolumeReleased);

    [Fact]
    public void A_claim_that_is_bound_waits_for_nothing() =>
        Waiting(Pending() with { Phase = "Bound", Volume = "goods-7" }).Diagnose().Of(Cause.VolumeReleased).ShouldBeNull();

    [Fact]
    public void Without_a_volume_that_would_fit_nothing_is_said() =>
        Waiting(Pending() with { ReleasedVolumes = [] }).Diagnose().Of(Cause.VolumeReleased).ShouldBeNull();

    [Fact]
    public void A_claim_that_waits_while_every_pod_runs_is_no_trouble() =>
        Some.Evidence().Around(around => around with { Claims = [Pending()] }).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    private static ClaimView Pending() => new()
    {
        Name = "goods",
        Exists = true,
        Phase = "Pending",
        StorageClass = "swift",
        StorageClassExists = true,
        ReleasedVolumes = ["goods-7"],
    };

    private static Evidence Waiting(ClaimView claim) =>
        Displaced.Unplaced("0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.")
            .Around(around => around with { Claims = [claim] });
}
