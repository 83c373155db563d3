using Autocura.Diagnosis;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules;

public sealed class UnknownRuleTests
{
    [Fact]
    public void A_workload_that_is_gone_is_nothing_that_a_rule_explains()
    {
        var diagnosis = (Some.Evidence() with { State = null, Pods = [], Releases = [], Services = [] }).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.Unknown);
        diagnosis.Top.Headline.ShouldBe("Deployment shop/cart does not exist.");
    }

    [Fact]
    public void A_workload_that_could_not_be_read_is_not_called_gone() =>
        (Some.Evidence() with { State = null, Pods = [], Gaps = ["workload: Forbidden"] }).Diagnose().Top.Headline.ShouldBe("Deployment shop/cart could not be read.");

    [Fact]
    public void Every_gap_makes_every_other_cause_less_sure()
    {
        var broken = Faulty.CrashAfterRelease();

        (broken with { Gaps = ["logs: Forbidden"] }).Diagnose().Top.Probability.ShouldBeLessThan(broken.Diagnose().Top.Probability);
    }

    [Fact]
    public void It_is_always_among_the_hypotheses() => Faulty.BadImage().Diagnose().Of(Cause.Unknown).ShouldNotBeNull();
}
