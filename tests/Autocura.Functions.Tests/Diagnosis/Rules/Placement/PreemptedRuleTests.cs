using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class PreemptedRuleTests
{
    private static readonly PreemptionView Gone = new("cart-2-a", "Preempted by pod 7f on node node-1", Altered.At) { By = "loud", PriorityClass = "urgent", Priority = 1000, PriorityClassCreatedAt = Altered.At - TimeSpan.FromSeconds(20) };

    [Fact]
    public void A_pod_that_had_to_go_for_another_finds_no_room()
    {
        var diagnosis = Displaced.NoRoom().Around(view => view with { Preemptions = [Gone] }).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.Preempted);
        diagnosis.Top.Headline.ShouldBe("cart-2-a of cart had to go for loud (priority class urgent, 1000).");
        diagnosis.Top.WouldChange.ShouldBe(["whether loud matter more than cart"]);
    }

    [Fact]
    public void A_release_that_lowered_its_own_priority_brought_it_upon_itself()
    {
        var crowded = Displaced.NoRoom().Around(view => view with { Preemptions = [Gone] });
        var lowered = crowded with
        {
            Releases = [crowded.Releases[0] with { CreatedAt = Altered.At - TimeSpan.FromMinutes(1), Changes = [ReleaseChange.Line(ReleaseChange.PriorityClass, ReleaseChange.Pod, "urgent -> none")] }, crowded.Releases[1]],
        };

        lowered.Diagnose().Top.Cause.ShouldBe(Cause.Preempted);
        lowered.Diagnose().Top.Clues.ShouldContain(clue => clue.Text == $"its own priority changed: {ReleaseChange.PriorityClass} of pod: urgent -> none");
        lowered.Diagnose().Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=1");
    }

    [Fact]
    public void Pods_that_run_again_need_nothing() =>
        Some.Evidence().Around(view => view with { Preemptions = [Gone with { At = Some.Noon - TimeSpan.FromHours(3) }] }).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Fact]
    public void Where_nobody_was_preempted_there_is_simply_no_room() => Displaced.NoRoom().Diagnose().Of(Cause.Preempted).ShouldBeNull();
}
