using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>
/// Decides what an incident is among the open ones: one that acts, or one that waits for a root. Pure: what all have published decides, and two incidents that
/// see each other come to answers that fit.
/// </summary>
/// <remarks>
/// An incident publishes before it looks. Of two that do, one sees the other at least. It waits for one that acts, or for a better one in
/// <see cref="RootOrder"/>; before it changes anything it says so (Claiming), looks again, gives way to a better one, and lets one that is worse and claims
/// already come to its end first. So of two related incidents that see each other one acts, and waiting never goes in a circle.
/// </remarks>
public static class Correlator
{
    /// <summary>How long a claim holds: who has not acted by then has to claim again. It exceeds any turn of the engine, and any difference of clocks.</summary>
    public static readonly TimeSpan ClaimLife = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ClaimPause = TimeSpan.FromSeconds(2);

    /// <param name="request">Who asks, and when.</param>
    /// <param name="open">All open incidents, read after the asking one has published itself; itself may be among them.</param>
    public static CorrelationDecision Decide(CorrelationRequest request, IReadOnlyList<Standing> open)
    {
        var others = open.Where(other => !other.IsSameAs(request.Self) && other.Workload.Cluster == request.Self.Workload.Cluster).ToList();
        return request.Stage == CorrelationStage.Turn ? EvidenceTurn.Decide(request, others) : DecideDiagnosed(request, others);
    }

    private static CorrelationDecision DecideDiagnosed(CorrelationRequest request, List<Standing> others)
    {
        var self = request.Self;
        if (self.Ties is not { CauseIsOwn: false } ties)
        {
            return CorrelationDecision.Proceed("It is certain of its own cause.");
        }

        var component = Component.Of(self, others, request.Settings.Window);
        if (BestRoot(self, component) is { } root)
        {
            return Attach(request, root);
        }

        if (request.Stage == CorrelationStage.Claim)
        {
            return component.Any(other => IsClaiming(other, request.At))
                ? CorrelationDecision.Wait(ClaimPause, "Another incident of the same trouble is about to act.")
                : CorrelationDecision.Proceed("Nobody acts for it.");
        }

        if (ties.Origin is { } origin && ties.Probability >= Certain && !others.Exists(other => other.Workload == origin) && self.Kinship.Apart.Count == 0)
        {
            return new CorrelationDecision(CorrelationKind.OpenOrigin, $"The diagnosis names {origin} as the origin, and no incident is open for it.") { Origin = origin };
        }

        var left = (self.Kinship.Since ?? request.At) + request.Settings.Grace - request.At;
        return left > TimeSpan.Zero
            ? CorrelationDecision.Wait(left, "It is not certain of its own cause: related incidents may appear.")
            : CorrelationDecision.Proceed(component.Count == 0 ? "No open incident is related to it." : $"It acts for {component.Count} related incidents.");
    }

    /// <summary>More likely than not: as for changing anything.</summary>
    internal const double Certain = 0.5;

    /// <summary>Whom to wait for: who acts already, else the origin or an ill dependency whose diagnosis is not made yet, else a better one; null when there is none.</summary>
    private static Standing? BestRoot(Standing self, IReadOnlyList<Standing> component)
    {
        var eligible = component.Where(other => IsEligible(self, other)).ToList();
        return eligible.Where(other => other.IsActing).Order(RootOrder.Comparer).FirstOrDefault()
            ?? eligible.Where(other => !other.IsDecided).OrderBy(other => self.Ties!.Origin != other.Workload).ThenBy(other => other.InstanceId, StringComparer.Ordinal).FirstOrDefault()
            ?? eligible.Where(other => RootOrder.IsBetter(other, self)).Order(RootOrder.Comparer).FirstOrDefault();
    }

    private static bool IsEligible(Standing self, Standing other) =>
        other.Kinship.Role != KinRole.Child
        && (!other.IsSuspended || other.IsActing)
        && !self.Kinship.Apart.Contains(other.RecordName)
        && (other.IsDecided ? other.Ties is not { CauseIsOwn: true, CauseIsKnown: false } : IsBelow(self, other));

    /// <summary>One without a diagnosis is waited for only where this one's own evidence points at it.</summary>
    private static bool IsBelow(Standing self, Standing other) =>
        self.Ties!.Origin == other.Workload || self.Ties.Below.Contains(WorkloadDigest.Of(other.Workload));

    private static bool IsClaiming(Standing other, DateTimeOffset at) => other.Kinship is { Role: KinRole.Claiming, Since: { } since } && !other.IsSuspended && at - since < ClaimLife;

    private static CorrelationDecision Attach(CorrelationRequest request, Standing root) =>
        CorrelationDecision.Attach(root.Link(Relation.Words(Relation.Between(request.Self, root, request.Settings.Window), request.Self, root)));
}
