using System.Collections.Frozen;

namespace Autocura.Environments;

/// <summary>
/// The phase table: which phase may follow which. A transition that is not here is a bug and throws. Whatever was copied goes through TearingDown, however it ends.
/// </summary>
public static class EnvironmentTransitions
{
    private static readonly FrozenDictionary<EnvironmentPhase, EnvironmentPhase[]> Next = new Dictionary<EnvironmentPhase, EnvironmentPhase[]>
    {
        [EnvironmentPhase.Pending] = [EnvironmentPhase.Copying, EnvironmentPhase.TearingDown, EnvironmentPhase.Failed],
        [EnvironmentPhase.Copying] = [EnvironmentPhase.Applying, EnvironmentPhase.TearingDown],
        [EnvironmentPhase.Applying] = [EnvironmentPhase.Verifying, EnvironmentPhase.TearingDown],
        [EnvironmentPhase.Verifying] = [EnvironmentPhase.Passed, EnvironmentPhase.NotPassed, EnvironmentPhase.TearingDown],
        [EnvironmentPhase.Passed] = [EnvironmentPhase.Promoting, EnvironmentPhase.TearingDown],
        [EnvironmentPhase.NotPassed] = [EnvironmentPhase.TearingDown],
        [EnvironmentPhase.Promoting] = [EnvironmentPhase.Promoted, EnvironmentPhase.TearingDown],
        [EnvironmentPhase.Promoted] = [EnvironmentPhase.TearingDown],
        [EnvironmentPhase.TearingDown] = [EnvironmentPhase.TornDown, EnvironmentPhase.Failed],
        [EnvironmentPhase.TornDown] = [],
        [EnvironmentPhase.Failed] = [],
    }.ToFrozenDictionary();

    /// <summary>True when an environment in <paramref name="from"/> may go to <paramref name="to"/>.</summary>
    public static bool Allows(EnvironmentPhase from, EnvironmentPhase to) => Next[from].Contains(to);

    /// <summary>True when no phase follows.</summary>
    public static bool IsFinal(EnvironmentPhase phase) => Next[phase].Length == 0;

    /// <exception cref="InvalidOperationException">The table does not allow it.</exception>
    public static void Demand(EnvironmentPhase from, EnvironmentPhase to)
    {
        if (!Allows(from, to))
        {
            throw new InvalidOperationException($"A parallel environment cannot go from {from} to {to}: the phase table allows {string.Join(", ", Next[from])}.");
        }
    }
}
