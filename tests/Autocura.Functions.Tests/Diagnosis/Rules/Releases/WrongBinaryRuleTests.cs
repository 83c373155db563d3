using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class WrongBinaryRuleTests
{
    private static readonly string Command = ReleaseChange.Line(ReleaseChange.Command, "app", "serve -> report");

    [Fact]
    public void Another_program_that_runs_and_does_not_serve_is_taken_back()
    {
        var top = Nearby.Failing(1).RolledOut(Command).Diagnose().Top;

        top.Cause.ShouldBe(Cause.WrongBinary);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Headline.ShouldBe("cart runs another program than before (command of app: serve -> report).");
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void Another_program_that_ends_by_itself_is_told_too() => Faulty.Release(Faulty.Crashing(1), Command).Diagnose().Of(Cause.WrongBinary).ShouldNotBeNull();

    [Fact]
    public void A_program_that_cannot_be_started_at_all_is_a_bad_command() =>
        Faulty.Release(Faulty.Crashing(127), Command).Diagnose().ShouldSatisfyAllConditions(
            diagnosis => diagnosis.Top.Cause.ShouldBe(Cause.BadCommand),
            diagnosis => diagnosis.ProbabilityOf(Cause.WrongBinary).ShouldBeLessThan(0.01));

    [Fact]
    public void A_command_against_the_known_good_is_put_back()
    {
        var change = Nearby.Change(Nearby.Itself, ObjectRelation.Itself, new FieldChange("spec.template.spec.containers[app].command", "serve", "report"));
        var anew = Nearby.Failing(1).MadeAnew();

        anew.After(change).Diagnose().Top.ShouldSatisfyAllConditions(
            top => top.Cause.ShouldBe(Cause.WrongBinary),
            top => top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]));
    }

    [Fact]
    public void A_new_program_that_serves_needs_nothing() => Nearby.Serving().RolledOut(Command).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Fact]
    public void The_same_program_in_a_new_image_is_another_story() =>
        Nearby.Failing(1).RolledOut(ReleaseChange.Line(ReleaseChange.Image, "app", "shop/cart:2 -> shop/cart:3")).Diagnose().Of(Cause.WrongBinary).ShouldBeNull();
}
