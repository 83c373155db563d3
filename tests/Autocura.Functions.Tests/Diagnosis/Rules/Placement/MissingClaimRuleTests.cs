using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class MissingClaimRuleTests
{
    private const string NotFound = "0/3 nodes are available: persistentvolumeclaim \"goods\" not found. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.";

    [Fact]
    public void A_claim_that_nobody_made_keeps_its_pods_waiting()
    {
        var diagnosis = Displaced.Unplaced(NotFound).Around(view => view with { Claims = [new ClaimView { Name = "goods" }] }).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.MissingVolumeClaim);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.8);
        diagnosis.Top.Headline.ShouldBe("cart mounts the claim goods, which does not exist.");
    }

    [Fact]
    public void A_release_that_mounts_it_is_taken_back()
    {
        var waiting = Displaced.Unplaced(NotFound).Around(view => view with { Claims = [new ClaimView { Name = "goods" }] });
        var released = waiting with
        {
            Releases = [waiting.Releases[0] with { CreatedAt = Altered.At, Changes = [ReleaseChange.Line(ReleaseChange.Volumes, ReleaseChange.Pod, "+data=persistentVolumeClaim goods")] }, waiting.Releases[1]],
        };

        released.Diagnose().Top.Clues.ShouldContain(clue => clue.Text == $"changed: {ReleaseChange.Volumes} of pod: +data=persistentVolumeClaim goods");
        released.Diagnose().Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=1");
    }

    [Fact]
    public void A_claim_that_exists_and_waits_is_not_missing() => Displaced.ClassMissing().Diagnose().Of(Cause.MissingVolumeClaim).ShouldBeNull();
}
