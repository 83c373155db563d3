using Autocura.Diagnosis;
using Autocura.Diagnosis.Neighbours;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>Draws from an incident's evidence and diagnosis what it may share with other incidents.</summary>
public static class TiesReading
{
    private const int MostNodes = 5;
    private const int MostChanges = 10;
    private const int MostNeighbours = 12;

    /// <summary>As sure as this of a cause of its own, an incident waits for nobody.</summary>
    public const double Sure = 0.7;

    /// <summary>The closeness of what is not known.</summary>
    public const int Unknown = (int)ObjectRelation.SameNamespace + 1;

    private static readonly string[] WorkloadKinds = ["Deployment", "StatefulSet", "DaemonSet"];

    // What is merely in the same namespace, or belongs to something called, ties nobody together: every incident there would see it.
    private static readonly ObjectRelation[] Distant = [ObjectRelation.SameNamespace, ObjectRelation.Dependency];

    public static Ties Of(Evidence evidence, RankedHypotheses diagnosis)
    {
        var top = diagnosis.Top;
        var ill = evidence.Neighbours.Where(one => one.Direction == Direction.Dependency && one.Trouble.Length > 0).ToList();
        var origin = OriginOf(evidence, top, ill);
        var isOwn = IsOwn(evidence, top, origin);
        var isShared = !isOwn && top.Culprit is { } object_ && !WorkloadKinds.Contains(object_.Kind);
        return new Ties
        {
            Onset = evidence.Onset,
            Cause = top.Cause,
            Probability = Math.Round(top.Probability, 3),
            CauseIsOwn = isOwn,
            CauseIsKnown = top.Cause is not (Cause.NothingWrong or Cause.Unknown),
            HasRemedy = top.Remedies.Count > 0,
            Origin = isOwn ? null : origin,
            Culprit = top.Culprit is { } culprit && !WorkloadKinds.Contains(culprit.Kind) ? ObjectText.Of(culprit) : "",
            CulpritNamespace = isShared ? top.Culprit!.Namespace : "",
            Nodes = isOwn ? [] : [.. IllNodes(evidence).Take(MostNodes)],
            Changed = isOwn ? [] : [.. Changes(evidence).Take(MostChanges)],
            Below = isOwn ? [] : Digests(ill),
            Above = Digests(evidence.Neighbours.Where(one => one.Direction == Direction.Dependant)),
            Depth = isOwn ? 0 : DepthOf(origin, ill),
            Closeness = isOwn ? 0 : ClosenessOf(evidence, top),
        };
    }

    private static bool IsOwn(Evidence evidence, Hypothesis top, WorkloadRef? origin) => top.Cause switch
    {
        Cause.NothingWrong => true,
        Cause.Unknown => false,
        _ => top.Probability >= Sure && origin is null && top.Chain.Count == 0 && BelongsTo(evidence, top.Culprit),
    };

    /// <summary>What stands in front of a workload or scales it is its own; configuration, policies, quotas and nodes may be others' too.</summary>
    private static bool BelongsTo(Evidence evidence, ObjectRef? culprit) => culprit?.Kind switch
    {
        null => true,
        "Service" => evidence.Services.Any(service => service.Name == culprit.Name) || evidence.Surroundings?.StrayServices.Any(service => service.Name == culprit.Name) == true,
        "HorizontalPodAutoscaler" or "ScaledObject" or "PodDisruptionBudget" or "ReplicaSet" or "ControllerRevision" => true,
        var kind => kind == evidence.Workload.Kind && culprit.Namespace == evidence.Workload.Namespace && culprit.Name == evidence.Workload.Name,
    };

    private static WorkloadRef? OriginOf(Evidence evidence, Hypothesis top, List<NeighbourView> ill)
    {
        if (top.FoundAt is { } elsewhere && elsewhere != evidence.Workload)
        {
            return elsewhere;
        }

        if (top.Culprit is { } culprit && WorkloadKinds.Contains(culprit.Kind))
        {
            var named = new WorkloadRef(evidence.Workload.Cluster, culprit.Kind, culprit.Namespace, culprit.Name);
            return named == evidence.Workload ? null : named;
        }

        return top.Chain.Count == 0 ? null : ill.OrderByDescending(one => one.Distance).ThenBy(one => one.Workload.InstanceId, StringComparer.Ordinal).FirstOrDefault()?.Workload;
    }

    private static int DepthOf(WorkloadRef? origin, List<NeighbourView> ill) =>
        Math.Max(origin is null ? 0 : 1, ill.Select(one => one.Distance).DefaultIfEmpty(0).Max());

    private static int ClosenessOf(Evidence evidence, Hypothesis top) => top.Culprit is not { } culprit
        ? top.Cause == Cause.Unknown ? Unknown : 0
        : evidence.Surroundings?.Changes.Where(change => Same(change.Target, culprit)).Select(change => (int?)change.Relation).Min() ?? Unknown;

    private static IEnumerable<string> IllNodes(Evidence evidence) => (evidence.Surroundings?.Nodes ?? [])
        .Where(node => node.PodsOfWorkload > 0 && (!node.Ready || !node.Schedulable || node.Pressures.Count > 0))
        .Select(node => node.Name);

    private static IEnumerable<string> Changes(Evidence evidence) => (evidence.Surroundings?.Changes ?? [])
        .Where(change => change.Relation != ObjectRelation.Itself && !Distant.Contains(change.Relation))
        .Where(change => change.At is not { } at || (at - evidence.Onset).Duration() <= ReleaseHistory.TriggerWindow)
        .Select(change => ObjectText.Of(change.Target))
        .Concat((evidence.Surroundings?.Experiments ?? []).Where(experiment => experiment.IsRunning).Select(experiment => ObjectText.Of(experiment.Ref)))
        .Distinct();

    private static IReadOnlyList<string> Digests(IEnumerable<NeighbourView> neighbours) =>
        [.. neighbours.Select(one => WorkloadDigest.Of(one.Workload)).Distinct().Take(MostNeighbours)];

    private static bool Same(ObjectRef one, ObjectRef other) => (one.Kind, one.Namespace, one.Name) == (other.Kind, other.Namespace, other.Name);
}
