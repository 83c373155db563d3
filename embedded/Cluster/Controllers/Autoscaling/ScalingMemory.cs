namespace Autocura.Embedded.Cluster.Controllers.Autoscaling;

/// <summary>
/// What the autoscaler keeps in mind of one target: what it recommended of late, and by how much it changed the replicas. As on a real cluster, a restart of
/// the controller forgets it; then the replicas that are there count as the first recommendation.
/// </summary>
internal sealed class ScalingMemory
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private readonly List<(DateTimeOffset Time, int Replicas)> recommendations = [];
    private readonly List<(DateTimeOffset Time, int Change)> changes = [];

    public bool IsNew => recommendations.Count == 0;

    public void Recommend(int replicas, DateTimeOffset now)
    {
        recommendations.RemoveAll(known => known.Time < now - Longest);
        recommendations.Add((now, replicas));
    }

    public void Change(int by, DateTimeOffset now)
    {
        changes.RemoveAll(known => known.Time < now - Longest);
        changes.Add((now, by));
    }

    /// <summary>The highest recommendation within the window, this one included.</summary>
    public int Highest(int replicas, TimeSpan window, DateTimeOffset now) => Within(window, now).Append(replicas).Max();

    /// <summary>The lowest recommendation within the window, this one included.</summary>
    public int Lowest(int replicas, TimeSpan window, DateTimeOffset now) => Within(window, now).Append(replicas).Min();

    /// <summary>The replicas at the beginning of a period, from those there are now.</summary>
    public int At(int current, TimeSpan period, DateTimeOffset now) => current - changes.Where(change => change.Time > now - period).Sum(change => change.Change);

    private IEnumerable<int> Within(TimeSpan window, DateTimeOffset now) => recommendations.Where(known => known.Time > now - window).Select(known => known.Replicas);
}
