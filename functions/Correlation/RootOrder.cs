using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>
/// Who of two diagnosed incidents is the better root: who is certain of its own cause; then who has the fewest ill workloads below it; then whose object at
/// fault is closest to it; then who was ill first; then by id. Each term is an incident's own and published by it, so every incident computes the same total order.
/// </summary>
/// <remarks>
/// A total order is what excludes circles: who waits for one that does not act yet waits for a better one, and no descent in a total order comes back to
/// where it began. A rule about pairs (who calls whom) is no total order: call graphs have circles.
/// </remarks>
internal sealed class RootOrder : IComparer<Standing>
{
    public static RootOrder Comparer { get; } = new();

    public int Compare(Standing? x, Standing? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var order = Key(x.Ties).CompareTo(Key(y.Ties));
        return order != 0 ? order : string.CompareOrdinal(x.InstanceId, y.InstanceId);
    }

    /// <summary>True when <paramref name="one"/> should act rather than <paramref name="other"/>; an incident without a diagnosis is no root.</summary>
    public static bool IsBetter(Standing one, Standing other) => one.Ties is not null && (other.Ties is null || Comparer.Compare(one, other) < 0);

    private static (bool, int, int, DateTimeOffset) Key(Ties? ties) =>
        ties is null ? (true, int.MaxValue, int.MaxValue, DateTimeOffset.MaxValue) : (!ties.CauseIsOwn, ties.Depth, ties.Closeness, ties.Onset);
}
