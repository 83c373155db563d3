using Autocura.Environments;

namespace Autocura.Functions.Tests.Environments;

public sealed class EnvironmentTransitionsTests
{
    private static readonly EnvironmentPhase[] All = Enum.GetValues<EnvironmentPhase>();

    [Fact]
    public void Every_pair_is_allowed_or_demanding_it_throws()
    {
        foreach (var (from, to) in All.SelectMany(from => All.Select(to => (from, to))))
        {
            if (EnvironmentTransitions.Allows(from, to))
            {
                EnvironmentTransitions.Demand(from, to);
            }
            else
            {
                Should.Throw<InvalidOperationException>(() => EnvironmentTransitions.Demand(from, to)).Message.ShouldContain($"from {from} to {to}");
            }
        }
    }

    [Fact]
    public void Only_torn_down_and_failed_are_final() =>
        All.Where(EnvironmentTransitions.IsFinal).ShouldBe([EnvironmentPhase.TornDown, EnvironmentPhase.Failed]);

    [Fact]
    public void Whatever_was_copied_is_taken_down_before_the_end()
    {
        foreach (var phase in All.Where(phase => phase >= EnvironmentPhase.Copying && phase < EnvironmentPhase.TearingDown))
        {
            EnvironmentTransitions.Allows(phase, EnvironmentPhase.TornDown).ShouldBeFalse($"{phase}");
            EnvironmentTransitions.Allows(phase, EnvironmentPhase.Failed).ShouldBeFalse($"{phase}");
            EnvironmentTransitions.Allows(phase, EnvironmentPhase.TearingDown).ShouldBeTrue($"{phase}");
        }
    }
}
