using Autocura.Diagnosis;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class BadCommandRuleTests
{
    private static readonly string Changed = ReleaseChange.Line(ReleaseChange.Command, "app", "none -> serve-all");

    [Theory]
    [InlineData(127)]
    [InlineData(128)]
    public void A_command_that_is_not_in_the_image_cannot_run(int code)
    {
        var diagnosis = Faulty.Release(Faulty.Crashing(code, "exec: \"serve-all\": executable file not found in $PATH"), Changed).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.BadCommand);
        diagnosis.Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void A_program_that_starts_and_then_ends_has_a_command_that_runs() =>
        Faulty.Release(Faulty.Crashing(2), Changed).Diagnose().Of(Cause.BadCommand).ShouldBeNull();
}
