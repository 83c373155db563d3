using Autocura.Incidents;

namespace Autocura.Functions.Tests.Incidents;

public sealed class IncidentTransitionsTests
{
    private static readonly IncidentPhase[] Phases = Enum.GetValues<IncidentPhase>();

    /// <summary>The table as an SRE would draw it: from each phase, the phases that may follow.</summary>
    private static readonly Dictionary<IncidentPhase, IncidentPhase[]> Drawn = new()
    {
        [IncidentPhase.Detected] = [IncidentPhase.Analyzing],
        [IncidentPhase.Analyzing] = [IncidentPhase.Planning],
        [IncidentPhase.Planning] = [IncidentPhase.Analyzing, IncidentPhase.AwaitingApproval, IncidentPhase.Remediating],
        [IncidentPhase.AwaitingApproval] = [IncidentPhase.Remediating, IncidentPhase.Analyzing],
        [IncidentPhase.Remediating] = [IncidentPhase.Verifying, IncidentPhase.Analyzing],
        [IncidentPhase.Verifying] = [IncidentPhase.Analyzing],
    };

    private static readonly IncidentPhase[] Final = [IncidentPhase.Resolved, IncidentPhase.Escalated, IncidentPhase.Failed];

    [Fact]
    public void Every_pair_of_phases_is_allowed_exactly_when_the_table_says_so()
    {
        foreach (var from in Phases)
        {
            foreach (var to in Phases)
            {
                var expected = Drawn.TryGetValue(from, out var next) && (next.Contains(to) || Final.Contains(to));
                IncidentTransitions.Allows(from, to).ShouldBe(expected, $"{from} -> {to}");
            }
        }
    }

    [Fact]
    public void A_final_phase_is_followed_by_nothing() =>
        Phases.Where(IncidentTransitions.IsFinal).ShouldBe(Final);

    [Fact]
    public void A_transition_that_is_not_in_the_table_names_both_phases_and_what_is_allowed() =>
        Should.Throw<InvalidOperationException>(() => IncidentTransitions.Demand(IncidentPhase.Detected, IncidentPhase.Verifying))
            .Message.ShouldBe("An incident cannot go from Detected to Verifying: the phase table allows Analyzing, Resolved, Escalated, Failed.");
}
