using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class MissingClaimRuleTests
{
    private const string NotFound = "0/3 nodes are available: persistentvolumeclaim \"goods\" not found. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.";

    [Fact]
    public void A_release_that_mounts_what_nobody_made_is_taken_back()
    {
        var top = Waiting().RolledOut(ReleaseChange.Line(ReleaseChange.Volumes, ReleaseChange.Pod, "+goods=persistentVolumeClaim goods")).Diagnose().Top;

        top.Cause.ShouldBe(Cause.MissingVolumeClaim);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Headline.ShouldBe("cart mounts the claim goods, which does not exist.");
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
        top.Clues.ShouldContain(clue => clue.Text == $"changed: {ReleaseChange.Volumes} of pod: +goods=persistentVolumeClaim goods");
    }

    [Fact]
    public void Without_a_release_to_go_back_to_a_person_is_told() => Waiting().Diagnose().Top.ShouldSatisfyAllConditions(
        top => top.Cause.ShouldBe(Cause.MissingVolumeClaim),
        top => top.Remedies.ShouldBeEmpty());

    [Fact]
    public void The_scheduler_is_believed_where_the_claims_were_not_read() =>
        Waiting().Around(around => around with { Claims = [] }).Diagnose().Top.Headline.ShouldBe("cart mounts the claim of its template, which does not exist.");

    [Fact]
    public void The_claim_of_somebody_else_that_is_gone_says_nothing() =>
        Waiting().After(Nearby.Gone(Nearby.Named("PersistentVolumeClaim", "loud"), ObjectRelation.SameNamespace)).Diagnose()
            .Top.Clues.ShouldNotContain(clue => clue.Text.Contains("loud"));

    [Fact]
    public void The_claim_itself_that_is_gone_says_so() =>
        Waiting().After(Nearby.Gone(Nearby.Named("PersistentVolumeClaim", "goods"), ObjectRelation.Storage)).Diagnose()
            .Top.Clues.ShouldContain(clue => clue.Text == "PersistentVolumeClaim shop/goods was there when the namespace was last healthy, and is gone");

    [Fact]
    public void A_claim_that_is_there_and_pending_is_another_story() => Displaced.ClassMissing().Diagnose().Of(Cause.MissingVolumeClaim).ShouldBeNull();

    [Fact]
    public void Pods_that_run_without_it_need_nothing() =>
        Some.Evidence().Around(around => around with { Claims = [new ClaimView { Name = "goods" }] }).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    private static Evidence Waiting() => Displaced.Unplaced(NotFound).Around(around => around with { Claims = [new ClaimView { Name = "goods" }] });
}
