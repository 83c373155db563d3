using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class WrongBinaryRuleTests
{
    private static readonly string Changed = ReleaseChange.Line(ReleaseChange.Command, "app", "profile -> geo");

    [Fact]
    public void Another_program_that_starts_and_serves_nobody_is_the_wrong_one()
    {
        var diagnosis = Strained.Failing().RolledOut(Changed).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.WrongBinary);
        diagnosis.Top.Headline.ShouldBe("cart runs another program than before (command of app: profile -> geo).");
        diagnosis.Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void Where_no_release_is_kept_the_last_known_good_is_the_way_back()
    {
        var field = new FieldChange("spec.template.spec.containers[app].command", "profile", "geo");
        var recreated = Strained.Failing() with { Releases = [Some.Release(1) with { CreatedAt = Altered.At }] };

        var top = recreated.Wanting(state => state with { Revision = 1 }).After(Altered.Object("Deployment", "cart", ObjectRelation.Itself, field)).Diagnose().Top;

        top.Cause.ShouldBe(Cause.WrongBinary);
        top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void A_program_that_cannot_be_started_is_a_bad_command() =>
        Faulty.Release(Faulty.Crashing(127), Changed).Diagnose().Top.Cause.ShouldBe(Cause.BadCommand);

    [Fact]
    public void A_release_that_left_the_command_alone_runs_the_same_program() =>
        Strained.Failing().RolledOut(ReleaseChange.Line(ReleaseChange.Image, "app", "a:1 -> a:2")).Diagnose().Of(Cause.WrongBinary).ShouldBeNull();
}
