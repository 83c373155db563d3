using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>
/// Whose turn it is to collect evidence. A storm opens hundreds of incidents at once: few are looked into at a time, in the order in which they were
/// opened, and who is plainly part of a trouble whose cause is known waits for its root without any reading.
/// </summary>
internal static class EvidenceTurn
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    public static CorrelationDecision Decide(CorrelationRequest request, List<Standing> others)
    {
        var self = request.Self;
        if (others.Exists(other => other.Ties?.Origin == self.Workload || Waits(other, self)))
        {
            return CorrelationDecision.Proceed("Other incidents wait for its diagnosis.");
        }

        if (self.Kinship.Parent is null && KnownRoot(request, others) is { } root)
        {
            return CorrelationDecision.Attach(root);
        }

        var before = others.Count(other => !other.IsDecided && !other.IsSuspended && IsBefore(other, self));
        return before < request.Settings.AtATime
            ? CorrelationDecision.Proceed("It is its turn.")
            : CorrelationDecision.Wait(PauseFor(before / request.Settings.AtATime), $"{before} incidents that were opened before it are looked into first, {request.Settings.AtATime} at a time.");
    }

    /// <summary>A root that is diagnosed and explains this incident, as far as can be told without reading anything.</summary>
    private static IncidentLink? KnownRoot(CorrelationRequest request, List<Standing> others)
    {
        var diagnosed = others.Where(other => IsRoot(other) && IsInTime(request, other.Ties!)).Order(RootOrder.Comparer).ToList();
        if (diagnosed.Count == 0)
        {
            return null;
        }

        var digest = WorkloadDigest.Of(request.Self.Workload);
        var sure = diagnosed.Find(root => root.Ties!.Above.Contains(digest))?.Link("its diagnosis is made, and this workload calls it")
            ?? diagnosed.Find(root => request.SignalNodes.Any(node => root.Ties!.Culprit == $"Node {node}"))?.Link("the signals name the node that is at fault");
        return sure ?? (IsStorm(request, others) ? SpreadingIn(request.Self.Workload.Namespace, diagnosed)?.Link("many incidents began in the namespace at once, and its diagnosis is made") : null);
    }

    private static bool IsRoot(Standing other) =>
        other.Kinship.Role is KinRole.Candidate or KinRole.Claiming or KinRole.Acting
        && (!other.IsSuspended || other.IsActing)
        && other.Ties is { CauseIsKnown: true, Probability: >= Correlator.Certain };

    private static bool IsInTime(CorrelationRequest request, Ties root) => (request.Onset - root.Onset).Duration() <= request.Settings.Window;

    private static bool IsStorm(CorrelationRequest request, List<Standing> others) => 1 + others.Count(other =>
        other.Workload.Namespace == request.Self.Workload.Namespace
        && (other.OpenedAt - request.Self.OpenedAt).Duration() <= request.Settings.Window) >= request.Settings.StormSize;

    /// <summary>A trouble that others share: the one most have turned out to share, of those that reach the namespace.</summary>
    private static Standing? SpreadingIn(string ns, List<Standing> diagnosed) => diagnosed
        .Where(root => Reaches(root, ns) && (!root.Ties!.CauseIsOwn || root.Ties.Above.Count > 0 || root.Kinship.ChildrenInAll > 0))
        .OrderByDescending(root => root.Kinship.ChildrenInAll)
        .ThenBy(root => root, RootOrder.Comparer)
        .FirstOrDefault();

    private static bool Reaches(Standing root, string ns) =>
        root.Workload.Namespace == ns || root.Ties!.CulpritNamespace == ns || root.Kinship.Children.Any(child => child.Workload.Namespace == ns);

    private static bool Waits(Standing other, Standing self) => other.Kinship is { Role: KinRole.Child, Parent: { } parent } && parent.InstanceId == self.InstanceId;

    private static bool IsBefore(Standing other, Standing self) =>
        other.OpenedAt == self.OpenedAt ? string.CompareOrdinal(other.InstanceId, self.InstanceId) < 0 : other.OpenedAt < self.OpenedAt;

    private static TimeSpan PauseFor(int rounds) => TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, Pause.Ticks * rounds));
}
