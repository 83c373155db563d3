using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>What a child does next, once it waits no longer and knows from fresh evidence how it stands.</summary>
public static class AfterRoot
{
    /// <param name="release">Why it waits no longer; null for an incident that never waited.</param>
    /// <param name="self">The child, with its fresh diagnosis.</param>
    /// <param name="window">The correlation window.</param>
    public static NextStep Decide(Release? release, Standing self, TimeSpan window) => (release?.Kind, self.Ties) switch
    {
        // A cause of its own does not go away by watching.
        (ReleaseKind.RootRecovered, { CauseIsOwn: true, CauseIsKnown: true }) => NextStep.GoOn,
        (ReleaseKind.RootRecovered, _) => NextStep.Watch,
        // What is done to others shows on them: the origin itself may look well, and know of nothing to do.
        (ReleaseKind.RootHandedOver, { HasRemedy: true }) when release!.Last?.Ties is { HasRemedy: false } => NextStep.GoOn,
        (ReleaseKind.RootHandedOver, not { Cause: Cause.NothingWrong }) when release!.Last is { } root && SharesCause(self, root, window) => NextStep.HandOver,
        _ => NextStep.GoOn,
    };

    // A person has this very object before them already: hundreds of dependants that ask for the same help would only bury it.
    private static bool SharesCause(Standing self, Standing root, TimeSpan window) => Relation.Between(self, root, window) is RelationKind.Origin or RelationKind.SameCulprit;
}

/// <summary>The ways on for a child without its root.</summary>
public enum NextStep
{
    /// <summary>On its own, from its own diagnosis.</summary>
    GoOn,

    /// <summary>See whether it recovers with its root.</summary>
    Watch,

    /// <summary>To the person who has its root, with it.</summary>
    HandOver,
}
