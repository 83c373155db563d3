using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Configuration;

public sealed class MalformedConfigurationRuleTests
{
    private const string Unreadable = "fatal: failed to parse config: yaml: line 3: mapping values are not allowed in this context";

    private static readonly ObjectChange Written = Altered.Object("ConfigMap", "settings", ObjectRelation.Configuration, new FieldChange("data.config.yaml", "a: 1", "a: 1: 2"));

    [Fact]
    public void A_container_that_cannot_read_its_configuration_says_so()
    {
        var diagnosis = Ending(Unreadable).After(Written).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.MalformedConfiguration);
        diagnosis.Top.Culprit.ShouldBe(Written.Target);
        diagnosis.Top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void A_container_that_ends_for_another_reason_can_read_it() => Ending("panic: index out of range").After(Written).Diagnose().Of(Cause.MalformedConfiguration).ShouldBeNull();

    [Fact]
    public void A_container_that_runs_has_read_it() => Strained.Failing(Unreadable).Diagnose().Of(Cause.MalformedConfiguration).ShouldBeNull();

    private static Evidence Ending(string log) => Faulty.WithPods(Some.Evidence(), Faulty.Crashing(log: log));
}
