using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Configuration;

public sealed class MissingConfigurationRuleTests
{
    private static readonly ConfigurationView Missing = new() { Kind = "ConfigMap", Name = "settings", Key = "mode", Where = "env MODE of app" };

    [Fact]
    public void A_container_that_waits_for_a_ConfigMap_which_is_not_there_says_so()
    {
        var diagnosis = Waiting().Around(view => view with { Configurations = [Missing] }).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.MissingConfiguration);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Headline.ShouldBe("env MODE of app of cart asks for ConfigMap settings, which does not exist.");
        diagnosis.Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void One_that_was_deleted_is_put_back()
    {
        var gone = Altered.Object("ConfigMap", "settings", ObjectRelation.Configuration).Deleted();
        var waiting = Faulty.WithPods(Some.Evidence(), Config()).Around(view => view with { Configurations = [Missing] });

        waiting.After(gone).Diagnose().Top.Remedies.InShort().First().ShouldBe("RestoreKnownGood knownGoodHash=abc");
    }

    [Fact]
    public void A_key_that_is_optional_may_be_missing() =>
        Some.Evidence().Around(view => view with { Configurations = [Missing with { IsOptional = true }] }).Diagnose().Of(Cause.MissingConfiguration).ShouldBeNull();

    [Fact]
    public void Pods_that_run_without_it_do_not_need_it_yet() =>
        Some.Evidence().Around(view => view with { Configurations = [Missing] }).Diagnose().Of(Cause.MissingConfiguration).ShouldBeNull();

    private static Evidence Waiting() => Faulty.Release(Config(), ReleaseChange.Line(ReleaseChange.Environment, "app", "+MODE"));

    private static ContainerStateView Config() => new() { Name = "app", Waiting = "CreateContainerConfigError", WaitingMessage = "configmap \"settings\" not found" };
}
