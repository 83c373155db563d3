using System.Collections.Frozen;

namespace Autocura.Incidents;

/// <summary>The phase table: which phase may follow which. A transition that is not here is a bug and throws.</summary>
public static class IncidentTransitions
{
    private static readonly FrozenDictionary<IncidentPhase, IncidentPhase[]> Next = new Dictionary<IncidentPhase, IncidentPhase[]>
    {
        [IncidentPhase.Detected] = [IncidentPhase.Analyzing, IncidentPhase.Resolved, IncidentPhase.Escalated, IncidentPhase.Failed],
        [IncidentPhase.Analyzing] = [IncidentPhase.Planning, IncidentPhase.Resolved, IncidentPhase.Escalated, IncidentPhase.Failed],
        [IncidentPhase.Planning] = [IncidentPhase.Analyzing, IncidentPhase.AwaitingApproval, IncidentPhase.Remediating, IncidentPhase.Resolved, IncidentPhase.Escalated, IncidentPhase.Failed],
        [IncidentPhase.AwaitingApproval] = [IncidentPhase.Analyzing, IncidentPhase.Remediating, IncidentPhase.Resolved, IncidentPhase.Escalated, IncidentPhase.Failed],
        [IncidentPhase.Remediating] = [IncidentPhase.Verifying, IncidentPhase.Analyzing, IncidentPhase.Resolved, IncidentPhase.Escalated, IncidentPhase.Failed],
        [IncidentPhase.Verifying] = [IncidentPhase.Analyzing, IncidentPhase.Resolved, IncidentPhase.Escalated, IncidentPhase.Failed],
        [IncidentPhase.Resolved] = [],
        [IncidentPhase.Escalated] = [],
        [IncidentPhase.Failed] = [],
    }.ToFrozenDictionary();

    /// <summary>True when an incident in <paramref name="from"/> may go to <paramref name="to"/>.</summary>
    public static bool Allows(IncidentPhase from, IncidentPhase to) => Next[from].Contains(to);

    /// <summary>True when no phase follows.</summary>
    public static bool IsFinal(IncidentPhase phase) => Next[phase].Length == 0;

    /// <exception cref="InvalidOperationException">The table does not allow it.</exception>
    public static void Demand(IncidentPhase from, IncidentPhase to)
    {
        if (!Allows(from, to))
        {
            throw new InvalidOperationException($"An incident cannot go from {from} to {to}: the phase table allows {string.Join(", ", Next[from])}.");
        }
    }
}
