using Autocura.Cluster.Policies;
using Autocura.Policies.Rollback;

namespace Autocura.Metrics.Policies.Rollback;

/// <summary>The conditions of a RollbackPolicy: Ready (it can do what it is for), Progressing (a release is being judged) and RolledBack.</summary>
internal static class RollbackConditions
{
    public const string Progressing = "Progressing";
    public const string RolledBack = "RolledBack";

    /// <summary>RolledBack is the last.</summary>
    public static IReadOnlyList<PolicyCondition> Of(RollbackCase one) => [Ready(one), Progress(one), .. IsDecided(one) ? [Rollback(one)] : Array.Empty<PolicyCondition>()];

    /// <summary>Whether the release that was condemned has given way to an earlier one.</summary>
    public static bool IsRolledBack(RollbackCase one) =>
        one is { Stage: RollbackStage.Returned, Memory.Condemned: { } condemned, Release: { } release } && release.Revision > condemned.Revision && release.Name != condemned.Name;

    private static bool IsDecided(RollbackCase one) => IsRolledBack(one) || one.Stage is RollbackStage.RollbackDue or RollbackStage.CameBack or RollbackStage.Watching;

    private static PolicyCondition Ready(RollbackCase one) => one.Stage switch
    {
        RollbackStage.Suspended => new(PolicyCondition.Ready, false, "Suspended", "The policy is suspended: no release is judged."),
        RollbackStage.Unreadable => new(PolicyCondition.Ready, false, "SpecUnreadable", $"The spec cannot be read: {one.Problem}"),
        RollbackStage.TargetNotFound => new(PolicyCondition.Ready, false, "TargetNotFound", $"There is no {one.Workload}."),
        _ when one.Unread.Count > 0 => new(PolicyCondition.Ready, false, one.IsBlind ? "MetricsUnread" : "NoData", string.Join("; ", one.Unread)),
        _ => new(PolicyCondition.Ready, true, "Ready", $"Releases of {one.Workload} are judged for {one.Spec.ObservationWindowSeconds} s."),
    };

    private static PolicyCondition Progress(RollbackCase one) => one.Stage switch
    {
        RollbackStage.Watching => new(Progressing, true, nameof(RollbackStage.Watching), $"Revision {one.Release!.Revision} is being judged."),
        RollbackStage.RollbackDue => new(Progressing, true, nameof(RollbackStage.RollbackDue), $"{RollbackText.Why(one)}."),
        RollbackStage.Observed => new(Progressing, false, nameof(RollbackStage.Observed), $"Revision {one.Release!.Revision} was watched for its window."),
        RollbackStage.Returned => new(Progressing, false, nameof(RollbackStage.Returned), $"Revision {one.Release!.Revision} is an earlier release that came back: it is not judged."),
        RollbackStage.CameBack => new(Progressing, false, nameof(RollbackStage.CameBack), $"{one.Release!.Name} was rolled back from once and is there again: whoever brought it back decides."),
        RollbackStage.FirstRelease => new(Progressing, false, nameof(RollbackStage.FirstRelease), "There is no release before the present one."),
        _ => new(Progressing, false, one.Stage.ToString(), "No release is being judged."),
    };

    private static PolicyCondition Rollback(RollbackCase one) => one switch
    {
        _ when IsRolledBack(one) => new(RolledBack, true, nameof(RolledBack), $"{one.Memory.Condemned!.Name} (revision {one.Memory.Condemned.Revision}) was rolled back; revision {one.Release!.Revision} is there now."),
        { Stage: RollbackStage.CameBack } => new(RolledBack, false, nameof(RollbackStage.CameBack), $"{one.Release!.Name} is there again."),
        { Stage: RollbackStage.RollbackDue } => new(RolledBack, false, nameof(RollbackStage.RollbackDue), $"Revision {one.Release!.Revision} is to be rolled back."),
        _ => new(RolledBack, false, nameof(RollbackStage.Watching), "The present release was not rolled back."),
    };
}
