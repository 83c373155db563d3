namespace Autocura.Policies.Rollback;

/// <summary>Where a policy stands with the newest release of its target.</summary>
public enum RollbackStage
{
    Suspended,

    /// <summary>The spec cannot be read.</summary>
    Unreadable,
    TargetNotFound,

    /// <summary>There is no release that one could go back to.</summary>
    FirstRelease,

    /// <summary>Somebody went back to it, perhaps because of this policy: it is not judged.</summary>
    Returned,

    /// <summary>It was rolled back from once and is there again: whoever brought it back decides.</summary>
    CameBack,

    /// <summary>Its window is over.</summary>
    Observed,
    Watching,

    /// <summary>It is worse with the probability at which it is to be rolled back.</summary>
    RollbackDue,
}

/// <summary>Decides whether a release is to be judged: pure.</summary>
public static class RollbackStages
{
    /// <summary>While a release that was found worse waits for its rollback it is watched on, so long at most.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    /// <param name="spec">The policy.</param>
    /// <param name="release">The newest release; null when none is kept.</param>
    /// <param name="memory">What the policy's status remembers.</param>
    /// <param name="stands">Whether the release was found worse and nothing has been done about it yet.</param>
    /// <param name="now">UTC.</param>
    public static RollbackStage Of(RollbackPolicySpec spec, WatchedRelease? release, RollbackMemory memory, bool stands, DateTimeOffset now) => release switch
    {
        _ when spec.Suspend => RollbackStage.Suspended,
        null or { BeforeBeganAt: null } => RollbackStage.FirstRelease,
        { IsReturn: true } => RollbackStage.Returned,
        _ when memory.Condemned is { } condemned && condemned.Name == release.Name && condemned.Revision < release.Revision => RollbackStage.CameBack,
        _ when now - release.BeganAt > (stands ? LongestWait : spec.Window) => RollbackStage.Observed,
        _ => RollbackStage.Watching,
    };
}

/// <summary>What a policy's status remembers from the look before.</summary>
/// <param name="Release">The newest release then; null when there was none.</param>
/// <param name="TargetGeneration">The generation of the target that it was read at.</param>
/// <param name="SeenAt">Since when that generation is known (UTC).</param>
/// <param name="Condemned">The last release that was to be rolled back; null when there was none.</param>
public sealed record RollbackMemory(WatchedRelease? Release, long TargetGeneration, DateTimeOffset SeenAt, CondemnedRelease? Condemned)
{
    public static RollbackMemory None { get; } = new(null, 0, DateTimeOffset.MinValue, null);
}

/// <summary>A release that was to be rolled back.</summary>
public sealed record CondemnedRelease(string Name, int Revision);
