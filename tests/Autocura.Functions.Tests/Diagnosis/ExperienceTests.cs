using Autocura.Diagnosis;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis;

public sealed class ExperienceTests
{
    [Fact]
    public void Without_experience_the_shares_stand() =>
        PriorShare.Causes.ShouldAllBe(cause => Math.Abs(Experience.None.Prior(cause, PriorShare.Of(cause)) - PriorShare.Of(cause)) < 1e-12);

    [Fact]
    public void The_priors_add_up_to_one_whatever_was_confirmed()
    {
        var experience = After((Cause.OutOfMemory, 7), (Cause.BadImage, 1), (Cause.Unknown, 40));

        PriorShare.Causes.Sum(cause => experience.Prior(cause, PriorShare.Of(cause))).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void A_hundred_confirmed_incidents_weigh_as_much_as_the_suites() =>
        After((Cause.MemoryLeak, 100)).Prior(Cause.MemoryLeak, 0.01).ShouldBe(0.505, 1e-12);

    [Fact]
    public void What_was_confirmed_before_is_believed_sooner()
    {
        var evidence = Faulty.CrashAfterRelease();

        (evidence with { Experience = After((Cause.OutOfMemory, 30)) }).Diagnose().ProbabilityOf(Cause.CrashAfterRelease)
            .ShouldBeLessThan((evidence with { Experience = After((Cause.CrashAfterRelease, 30)) }).Diagnose().ProbabilityOf(Cause.CrashAfterRelease));
    }

    [Fact]
    public void It_never_decides_alone() =>
        (Faulty.BadImage() with { Experience = After((Cause.OutOfMemory, 10_000)) }).Diagnose().Top.Cause.ShouldBe(Cause.BadImage);

    private static Experience After(params (string Cause, int Times)[] confirmed) => new() { Confirmed = confirmed.ToDictionary(pair => pair.Cause, pair => pair.Times) };
}
