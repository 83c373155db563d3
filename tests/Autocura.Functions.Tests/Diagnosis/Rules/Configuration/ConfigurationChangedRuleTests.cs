using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Configuration;

public sealed class ConfigurationChangedRuleTests
{
    private static readonly FieldChange Limit = new("data.limits.maxItems", "100", "1");

    [Fact]
    public void A_ConfigMap_in_use_that_was_changed_before_requests_failed_is_the_cause()
    {
        var diagnosis = Strained.Failing().After(Altered.Object("ConfigMap", "settings", ObjectRelation.Configuration, Limit)).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.ConfigurationChanged);
        diagnosis.Top.Culprit?.ToString().ShouldBe("ConfigMap shop/settings");
        diagnosis.Top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void One_that_was_changed_days_ago_is_not() =>
        Strained.Failing().After(Altered.Object("ConfigMap", "settings", ObjectRelation.Configuration, Limit).LongAgo()).Diagnose().Of(Cause.ConfigurationChanged).ShouldBeNull();

    [Fact]
    public void One_that_nobody_here_uses_is_not() =>
        Strained.Failing().After(Altered.Object("ConfigMap", "settings", ObjectRelation.SameNamespace, Limit)).Diagnose().Of(Cause.ConfigurationChanged).ShouldBeNull();

    [Fact]
    public void While_requests_are_served_as_usual_a_change_is_only_a_change() =>
        (Strained.Failing() with { ErrorRatio = 0.001 }).After(Altered.Object("ConfigMap", "settings", ObjectRelation.Configuration, Limit)).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);
}
