using Autocura.Diagnosis;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class ArchitectureRuleTests
{
    [Fact]
    public void An_image_for_other_processors_is_refused_by_the_kernel()
    {
        var diagnosis = Faulty.Release(Faulty.Crashing(1, "exec /usr/bin/serve: exec format error")).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.WrongArchitecture);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void A_program_that_runs_and_ends_is_of_the_right_kind() => Faulty.CrashAfterRelease().Diagnose().Of(Cause.WrongArchitecture).ShouldBeNull();
}
