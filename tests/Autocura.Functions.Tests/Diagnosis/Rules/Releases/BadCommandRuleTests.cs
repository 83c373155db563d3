using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class BadCommandRuleTests
{
    private const string NotFound = "exec: \"serve\": executable file not found in $PATH";

    private static readonly string Command = ReleaseChange.Line(ReleaseChange.Command, "app", "none -> serve");

    [Theory]
    [InlineData(126)]
    [InlineData(127)]
    [InlineData(128)]
    public void A_command_that_the_image_does_not_have_is_taken_back(int exitCode)
    {
        var top = Faulty.Release(Faulty.Crashing(exitCode, NotFound), Command).Diagnose().Top;

        top.Cause.ShouldBe(Cause.BadCommand);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Probability.ShouldBeGreaterThan(0.9);
        top.Headline.ShouldBe("app of cart has a command that its image cannot run.");
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void A_container_that_the_runtime_could_not_start_needs_no_exit_code() =>
        Faulty.Release(Faulty.Crashing() with { LastExitCode = null, LastEnd = "StartError" }, Command).Diagnose().Top.Cause.ShouldBe(Cause.BadCommand);

    [Fact]
    public void A_command_against_the_known_good_is_put_back()
    {
        var change = Nearby.Change(Nearby.Itself, ObjectRelation.Itself, new FieldChange("spec.template.spec.containers[app].command", null, "serve"));
        var anew = Faulty.WithPods(Some.Evidence(), Faulty.Crashing(127, NotFound)).MadeAnew();

        anew.After(change).Diagnose().Top.ShouldSatisfyAllConditions(
            top => top.Cause.ShouldBe(Cause.BadCommand),
            top => top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]));
    }

    [Fact]
    public void A_new_image_may_lack_what_the_old_one_had_and_makes_it_less_sure() =>
        Faulty.Release(Faulty.Crashing(127), ReleaseChange.Line(ReleaseChange.Image, "app", "shop/cart:2 -> shop/cart:3")).Diagnose().ProbabilityOf(Cause.BadCommand)
            .ShouldBeLessThan(Faulty.Release(Faulty.Crashing(127), Command).Diagnose().ProbabilityOf(Cause.BadCommand));

    [Fact]
    public void A_program_that_ran_and_ended_is_another_story() => Faulty.Release(Faulty.Crashing(1), Command).Diagnose().Of(Cause.BadCommand).ShouldBeNull();
}
