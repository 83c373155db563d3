using Autocura.Diagnosis;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class CrashAfterReleaseRuleTests
{
    [Fact]
    public void A_new_release_that_crashes_while_the_old_one_runs_is_to_blame()
    {
        var diagnosis = Faulty.CrashAfterRelease().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.CrashAfterRelease);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.95);
        diagnosis.Top.Headline.ShouldBe("1 of 3 pods crash since release 3 (exit code 1).");
    }

    [Fact]
    public void Going_back_comes_first_and_restarting_last() => Faulty.CrashAfterRelease().Diagnose().Top.Remedies.InShort()
        .ShouldBe(["RollBackRelease toRevision=2", "RollBackRelease toRevision=1", "RestartWorkload"]);

    [Fact]
    public void A_crash_long_after_the_release_is_not_blamed_on_it()
    {
        var old = Faulty.WithPods(Some.Evidence(), Faulty.Crashing());

        var diagnosis = old.Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.Unknown);
        diagnosis.Of(Cause.CrashAfterRelease)!.Remedies.InShort().ShouldBe(["RestartWorkload"]);
    }

    [Fact]
    public void Pods_of_an_older_release_that_crash_too_speak_against_the_new_one()
    {
        var both = Faulty.WithPods(Faulty.CrashAfterRelease(), Faulty.Crashing());

        both.Diagnose().ProbabilityOf(Cause.CrashAfterRelease).ShouldBeLessThan(Faulty.CrashAfterRelease().Diagnose().ProbabilityOf(Cause.CrashAfterRelease));
        both.Diagnose().Of(Cause.CrashAfterRelease)!.Clues.ShouldContain(clue => clue.Text == "pods of an older release crash too" && clue.Weight < 0);
    }

    [Theory]
    [InlineData("Error: Cannot find module 'express'", true)]
    [InlineData("Unhandled exception. System.IO.FileNotFoundException", true)]
    [InlineData("dial tcp 10.0.0.7:5432: connect: connection refused", false)]
    [InlineData("FATAL: password authentication failed for user shop", false)]
    public void The_last_words_of_a_container_count(string log, bool speaksForTheRelease)
    {
        var silent = Faulty.CrashAfterRelease().Diagnose().ProbabilityOf(Cause.CrashAfterRelease);

        var spoken = Faulty.Release(Faulty.Crashing(log: log)).Diagnose().ProbabilityOf(Cause.CrashAfterRelease);

        (spoken > silent).ShouldBe(speaksForTheRelease);
    }

    [Fact]
    public void A_command_that_does_not_exist_is_more_than_a_crash() =>
        Faulty.Release(Faulty.Crashing(exitCode: 127)).Diagnose().Top.Cause.ShouldBe(Cause.BadCommand);

    [Fact]
    public void A_configuration_that_is_missing_is_more_than_a_crash() => Faulty
        .Release(new ContainerStateView { Name = "app", Waiting = "CreateContainerConfigError", WaitingMessage = "configmap \"flags\" not found" })
        .Diagnose().Top.Cause.ShouldBe(Cause.MissingConfiguration);

    [Fact]
    public void A_container_killed_for_memory_did_not_crash_by_itself() => Faulty.OutOfMemory().Diagnose().Of(Cause.CrashAfterRelease).ShouldBeNull();

    [Fact]
    public void A_release_that_is_still_starting_is_no_crash() =>
        Faulty.Release(new ContainerStateView { Name = "app", Waiting = "ContainerCreating" }).Diagnose().Of(Cause.CrashAfterRelease).ShouldBeNull();
}
