using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Configuration;

public sealed class MissingConfigurationRuleTests
{
    private static readonly ContainerStateView CannotConfigure = new() { Name = "app", Waiting = "CreateContainerConfigError", WaitingMessage = "configmap \"features\" not found" };
    private static readonly string Added = ReleaseChange.Line(ReleaseChange.Environment, "app", "+MODE");

    [Fact]
    public void A_ConfigMap_that_is_gone_is_put_back()
    {
        var top = Faulty.WithPods(Some.Evidence(), CannotConfigure).After(Nearby.Gone(Nearby.Features, ObjectRelation.Configuration)).Around(Missing()).Diagnose().Top;

        top.Cause.ShouldBe(Cause.MissingConfiguration);
        top.Culprit.ShouldBe(Nearby.Features);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Headline.ShouldBe("env MODE of app of cart asks for ConfigMap features, which does not exist.");
        top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void A_release_that_asks_for_what_nobody_made_is_taken_back()
    {
        var top = Faulty.Release(CannotConfigure, Added).Around(Missing()).Diagnose().Top;

        top.Cause.ShouldBe(Cause.MissingConfiguration);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void A_key_that_is_missing_is_named() =>
        Faulty.Release(CannotConfigure, Added).Around(Missing(exists: true)).Diagnose().Top.Headline.ShouldBe("env MODE of app of cart asks for key mode of ConfigMap features, which does not exist.");

    [Fact]
    public void The_kubelet_is_believed_where_the_references_were_not_read() =>
        Faulty.Release(CannotConfigure, Added).Diagnose().Top.Headline.ShouldBe("app of cart asks for configuration that is not there: configmap \"features\" not found");

    [Fact]
    public void A_volume_that_cannot_be_mounted_keeps_the_container_from_being_made()
    {
        var creating = Faulty.Release(new ContainerStateView { Name = "app", Waiting = "ContainerCreating" }, Added)
            with
        { Warnings = [new EventView("FailedMount", "MountVolume.SetUp failed for volume \"demo\" : configmap \"features\" not found", "Pod/cart-3-a", 9, Some.Noon)] };

        creating.Around(Missing()).Diagnose().Top.Cause.ShouldBe(Cause.MissingConfiguration);
    }

    [Fact]
    public void What_is_optional_may_be_missing() =>
        Faulty.CrashAfterRelease().Around(Missing(optional: true)).Diagnose().Of(Cause.MissingConfiguration).ShouldBeNull();

    [Fact]
    public void Pods_that_run_without_it_need_nothing() => Some.Evidence().Around(Missing()).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    private static Func<SurroundingsView, SurroundingsView> Missing(bool exists = false, bool optional = false) => around => around with
    {
        Configurations = [new ConfigurationView { Kind = "ConfigMap", Name = "features", Key = "mode", Where = "env MODE of app", Exists = exists, IsOptional = optional }],
    };
}
