using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class ForeignLoadRuleTests
{
    private static readonly ObjectChange Newcomer = Altered.Object("Deployment", "loud", ObjectRelation.Cluster).Created();

    [Fact]
    public void A_newcomer_that_floods_what_all_share_makes_answers_slow()
    {
        var diagnosis = Slow().After(Newcomer).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.ApiServerFlooded);
        diagnosis.Top.Culprit.ShouldBe(Newcomer.Target);
        diagnosis.Top.Remedies.InShort().ShouldBe(["RemoveObject"]);
    }

    [Fact]
    public void One_that_was_there_when_all_was_well_is_not_suspected() => Slow().After(Newcomer with { Kind = ChangeKind.Changed }).Diagnose().Of(Cause.ApiServerFlooded).ShouldBeNull();

    [Fact]
    public void Where_answers_come_as_ever_nobody_is_flooded() => Some.Evidence().After(Newcomer).Diagnose().Of(Cause.ApiServerFlooded).ShouldBeNull();

    private static Evidence Slow() => (Some.Evidence() with { ErrorRatio = 0.001, RequestRate = 20 }).With(Strained.Flat(Signal.RequestRate, 20), Strained.Series(Signal.LatencyP95, 0.1, 0.9));
}
