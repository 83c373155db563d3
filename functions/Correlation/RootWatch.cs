using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>Whether a child still has reason to wait. Whatever becomes of a root, crash and deletion included, one of these answers ends the wait.</summary>
public static class RootWatch
{
    /// <param name="self">The child.</param>
    /// <param name="root">Whom it waits for.</param>
    /// <param name="look">What is seen of the root now.</param>
    /// <param name="timeIsUp">It has waited as long as it may.</param>
    public static RootVerdict Judge(Standing self, IncidentLink root, RootLook look, bool timeIsUp)
    {
        if (look.Life == RootLife.Gone || look.Standing is not { } standing || (root.RecordName.Length > 0 && standing.RecordName != root.RecordName))
        {
            return Over(ReleaseKind.RootGone, root, look, look.Life == RootLife.Gone ? look.Reason : $"Incident {root.RecordName} is no more.");
        }

        if (look.Life == RootLife.Ended)
        {
            var recovered = look.Outcome is OutcomeKind.Healed or OutcomeKind.RecoveredAlone;
            return look.Outcome is OutcomeKind.Broken or null
                ? Over(ReleaseKind.RootGone, root, look, look.Reason)
                : Over(recovered ? ReleaseKind.RootRecovered : ReleaseKind.RootHandedOver, root, look, look.Reason);
        }

        return timeIsUp
            ? Over(ReleaseKind.WaitedTooLong, root, look, $"Incident {standing.RecordName} is not over yet.")
            : JudgeOpen(self, root, standing, look);
    }

    private static RootVerdict JudgeOpen(Standing self, IncidentLink root, Standing standing, RootLook look)
    {
        if (standing is { Kinship: { Role: KinRole.Child, Parent: { } above } })
        {
            return above.InstanceId == self.InstanceId || self.Kinship.Apart.Contains(above.RecordName)
                ? Over(ReleaseKind.Undecided, root, look, $"Incident {standing.RecordName} waits itself: who is the root is decided again.")
                : new RootVerdict { Follow = above with { Why = $"{standing.Workload} waits for it" } };
        }

        // Without a diagnosis of its own there is no rank to hold against the root's.
        var isBetter = standing.IsActing || !standing.IsDecided || self.Ties is null || RootOrder.IsBetter(standing, self);
        return isBetter
            ? new RootVerdict { Keep = standing.Link(root.Why) }
            : Over(ReleaseKind.Undecided, root, look, $"{standing.Workload} is the less probable root by its own diagnosis: who is the root is decided again.");
    }

    private static RootVerdict Over(ReleaseKind kind, IncidentLink root, RootLook look, string reason) =>
        new() { Release = new Release(kind, look.Standing is { } last && root.RecordName.Length == 0 ? last.Link(root.Why) : root, reason) { Last = look.Standing } };
}

/// <summary>One of three is set: keep waiting (for the episode named), wait for another one, or wait no longer.</summary>
public sealed record RootVerdict
{
    public IncidentLink? Keep { get; init; }

    public IncidentLink? Follow { get; init; }

    public Release? Release { get; init; }
}
