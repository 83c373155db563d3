using Autocura.Diagnosis;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class HangingInitRuleTests
{
    [Fact]
    public void An_init_container_that_does_not_end_holds_the_pod()
    {
        var diagnosis = Waiting(TimeSpan.FromMinutes(7)).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.HangingInitContainer);
        diagnosis.Top.Headline.ShouldBe("Init container wait of cart has not ended for 7 min.");
        diagnosis.Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void One_that_has_only_just_begun_is_starting() => Waiting(TimeSpan.FromSeconds(40)).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Fact]
    public void An_image_that_cannot_be_pulled_is_not_its_fault()
    {
        var waiting = Waiting(TimeSpan.FromMinutes(7));
        var unpulled = waiting with { Pods = [waiting.Pods[0] with { Containers = [.. waiting.Pods[0].Containers, Faulty.CannotPull()] }, .. waiting.Pods.Skip(1)] };

        unpulled.Diagnose().Top.Cause.ShouldBe(Cause.BadImage);
    }

    private static Evidence Waiting(TimeSpan age)
    {
        var init = new ContainerStateView { Name = "wait", IsInit = true };
        var releasing = Faulty.Release(init, "container wait: added (init)");
        return releasing with { Pods = [releasing.Pods[0] with { CreatedAt = Some.Noon - age, Containers = [init, new ContainerStateView { Name = "app", Waiting = "PodInitializing" }] }, .. releasing.Pods.Skip(1)] };
    }
}
