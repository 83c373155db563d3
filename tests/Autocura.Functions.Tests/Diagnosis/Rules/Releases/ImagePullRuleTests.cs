using Autocura.Diagnosis;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class ImagePullRuleTests
{
    [Fact]
    public void A_release_whose_image_is_not_found_is_diagnosed_as_a_bad_image()
    {
        var diagnosis = Faulty.BadImage().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.BadImage);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.95);
        diagnosis.Top.Headline.ShouldBe("shop/cart:3 cannot be pulled: 1 of 3 pods wait for it.");
    }

    [Fact]
    public void It_goes_back_first_to_the_release_that_still_has_ready_pods() =>
        Faulty.BadImage().Diagnose().Top.Remedies.InShort().ShouldBe(["RollBackRelease toRevision=2", "RollBackRelease toRevision=1"]);

    [Fact]
    public void With_a_single_release_there_is_nowhere_to_go_back_to()
    {
        var broken = Faulty.BadImage();
        var alone = broken with { Pods = [broken.Pods[0]], PodsInAll = 1, Releases = [broken.Releases[0] with { Changes = [] }] };

        var diagnosis = alone.Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.BadImage);
        diagnosis.Top.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public void A_release_that_never_ran_is_no_way_back()
    {
        var broken = Faulty.BadImage();
        var fourth = Some.Release(4) with { CreatedAt = Some.Noon - TimeSpan.FromMinutes(6), Replicas = 1, ReadyReplicas = 0 };
        var twiceBroken = broken with { State = broken.State! with { Revision = 4 }, Releases = [fourth, .. broken.Releases] };

        twiceBroken.Diagnose().Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void A_release_with_the_same_missing_image_is_no_way_back()
    {
        var broken = Faulty.BadImage();
        var same = broken.Releases[1] with { ReadyReplicas = 0, Replicas = 0, Containers = [Some.Container("shop/cart:3")] };

        (broken with { Releases = [broken.Releases[0], same, broken.Releases[2]] }).Diagnose().Top.Remedies.InShort().ShouldBe(["RollBackRelease toRevision=1"]);
    }

    [Fact]
    public void An_image_that_runs_in_another_pod_of_the_release_is_not_bad()
    {
        var broken = Faulty.Release(Faulty.CannotPull("pull access denied"));
        var elsewhere = broken with { Pods = [.. broken.Pods, Some.Pod("cart-3-b", 3)], PodsInAll = 4 };

        elsewhere.Diagnose().Top.Cause.ShouldBe(Cause.Unknown);
    }

    [Fact]
    public void A_registry_that_does_not_answer_is_not_taken_for_a_bad_image_when_the_release_is_old()
    {
        var old = Faulty.WithPods(Some.Evidence(), Faulty.CannotPull("dial tcp: i/o timeout"));

        old.Diagnose().Top.Cause.ShouldBe(Cause.Unknown);
    }

    [Fact]
    public void The_name_of_the_alert_alone_proves_nothing() =>
        (Some.Evidence() with { Signals = [Some.Signal("KubeImagePullBackOff")] }).Diagnose().Of(Cause.BadImage).ShouldBeNull();
}
