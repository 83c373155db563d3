namespace Autocura.Policies.Rollback;

/// <summary>The newest release of a workload, as far as its being watched depends on it.</summary>
/// <param name="Name">The ReplicaSet or ControllerRevision that keeps it.</param>
/// <param name="Revision">Its number; it grows when an earlier release comes back.</param>
/// <param name="BeganAt">When it was made (UTC).</param>
/// <param name="IsReturn">Whether it is older than another one: somebody, a rollback too, went back to it.</param>
/// <param name="BeforeBeganAt">When the release before it was made; null when it is the first.</param>
public sealed record WatchedRelease(string Name, int Revision, DateTimeOffset BeganAt, bool IsReturn, DateTimeOffset? BeforeBeganAt)
{
    /// <summary>The newest of the releases that are kept; null when there is none.</summary>
    public static WatchedRelease? Newest(IEnumerable<ReleaseMark> kept)
    {
        var ordered = kept.OrderByDescending(release => release.Revision).ToList();
        return ordered.Count == 0 ? null : new WatchedRelease(
            ordered[0].Name,
            ordered[0].Revision,
            ordered[0].CreatedAt,
            ordered.Skip(1).Any(other => other.CreatedAt > ordered[0].CreatedAt),
            ordered.Count > 1 ? ordered[1].CreatedAt : null);
    }
}

/// <summary>A release that is kept: its object, its number and when it was made.</summary>
public sealed record ReleaseMark(string Name, int Revision, DateTimeOffset CreatedAt);
