using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>Why two incidents are one trouble, the strongest reason first.</summary>
internal enum RelationKind
{
    /// <summary>The diagnosis of one names the workload of the other.</summary>
    Origin,

    /// <summary>Both diagnoses name the same object, or the same workload.</summary>
    SameCulprit,

    /// <summary>One calls the other, and sees that it is in trouble.</summary>
    Dependency,

    /// <summary>Both call a workload that is in trouble.</summary>
    SameDependency,

    /// <summary>Pods of both run on a node that is in trouble.</summary>
    SameNode,

    /// <summary>The same object around both changed near their onsets.</summary>
    SameChange,
}

/// <summary>Relations between two incidents of one cluster. Symmetric: whoever asks gets the same answer.</summary>
internal static class Relation
{
    public static RelationKind? Between(Standing one, Standing other, TimeSpan window)
    {
        if (one.IsSameAs(other) || one.Workload.Cluster != other.Workload.Cluster)
        {
            return null;
        }

        return Names(one, other) || Names(other, one) ? RelationKind.Origin
            : SharesCulprit(one.Ties, other.Ties) ? RelationKind.SameCulprit
            : Calls(one, other) || Calls(other, one) ? RelationKind.Dependency
            : !NearInTime(one.Ties, other.Ties, window) ? null
            : Shares(one.Ties!.Below, other.Ties!.Below) ? RelationKind.SameDependency
            : Shares(one.Ties.Nodes, other.Ties.Nodes) ? RelationKind.SameNode
            : Shares(one.Ties.Changed, other.Ties.Changed) ? RelationKind.SameChange
            : null;
    }

    /// <summary>The relation in words, as <paramref name="one"/> tells of its root.</summary>
    public static string Words(RelationKind? kind, Standing one, Standing root) => kind switch
    {
        RelationKind.Origin when Names(one, root) => $"the diagnosis names {root.Workload} as the origin",
        RelationKind.Origin => $"the diagnosis of {root.Workload} names {one.Workload}",
        RelationKind.SameCulprit => $"{root.Workload} is ill for the same reason: {(one.Ties!.Culprit is { Length: > 0 } culprit ? culprit : one.Ties.Origin)}",
        RelationKind.Dependency when Calls(one, root) => $"it calls {root.Workload}, which is in trouble",
        RelationKind.Dependency => $"{root.Workload} calls it",
        RelationKind.SameDependency => "both call a workload that is in trouble",
        RelationKind.SameNode => $"both have pods on {one.Ties!.Nodes.Intersect(root.Ties!.Nodes).First()}, which is in trouble",
        RelationKind.SameChange => $"{one.Ties!.Changed.Intersect(root.Ties!.Changed).First()} changed near both",
        _ => $"other incidents connect it with {root.Workload}",
    };

    private static bool Names(Standing one, Standing other) => one.Ties?.Origin == other.Workload;

    private static bool Calls(Standing one, Standing other) => one.Ties?.Below.Contains(WorkloadDigest.Of(other.Workload)) == true;

    private static bool SharesCulprit(Ties? one, Ties? other) =>
        (one?.Culprit is { Length: > 0 } culprit && culprit == other?.Culprit) || (one?.Origin is { } origin && origin == other?.Origin);

    private static bool NearInTime(Ties? one, Ties? other, TimeSpan window) =>
        one is not null && other is not null && (one.Onset - other.Onset).Duration() <= window;

    private static bool Shares(IReadOnlyList<string> one, IReadOnlyList<string> other) => one.Any(other.Contains);
}
