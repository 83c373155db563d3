using Autocura.Incidents;

namespace Autocura.Diagnosis;

/// <summary>
/// Follows a diagnosis from the workload that is seen to suffer to the one where the trouble begins: "a dependency is down" is no answer but a direction.
/// </summary>
/// <remarks>
/// Let p be the probability that dependency X is to blame and q the distribution of causes that was found by looking at X, with q(n) for "nothing is wrong" and
/// q(u) for "unknown". Looking there is evidence: X is to blame with the odds changed by q(found) x 20 + q(u) x 1 + q(n) / 20, as a definite fault is seldom
/// found at a workload by chance, and a workload that is well is seldom to blame. The share of X is then dealt out to the causes found there, in proportion to q.
/// A dependency that points back to where the search came from is no origin: it counts as unknown.
/// </remarks>
public static class CauseChain
{
    /// <summary>A direction less probable than this is not worth a look.</summary>
    public const double WorthALook = 0.003;

    /// <summary>Directions that are looked into at a step.</summary>
    public const int MostDirections = 3;

    private const double Found = 20;

    /// <summary>The workloads to look at next, the most probable first.</summary>
    public static IReadOnlyList<WorkloadRef> Directions(RankedHypotheses diagnosis, IReadOnlyList<WorkloadRef> visited) =>
    [
        .. diagnosis.Hypotheses
            .Where(hypothesis => hypothesis is { Cause: Cause.DependencyDown, Culprit: not null, Probability: >= WorthALook })
            .Select(hypothesis => WorkloadOf(hypothesis.Culprit!))
            .Where(workload => !visited.Contains(workload))
            .Take(MostDirections),
    ];

    /// <summary>The diagnosis of <paramref name="from"/> with what was found in its directions in place of the directions.</summary>
    public static RankedHypotheses Follow(RankedHypotheses diagnosis, IReadOnlyList<Investigation> found, WorkloadRef from)
    {
        if (found.Count == 0)
        {
            return diagnosis;
        }

        var dealt = diagnosis.Hypotheses.SelectMany(hypothesis => Deal(hypothesis, found, from)).ToList();
        var total = dealt.Sum(hypothesis => hypothesis.Probability);
        List<Hypothesis> ranked =
        [
            .. dealt
                .GroupBy(hypothesis => (hypothesis.Key, Where: hypothesis.Culprit is null ? hypothesis.FoundAt : null))
                .Select(same => Merge([.. same.OrderByDescending(hypothesis => hypothesis.Probability)], total))
                .OrderByDescending(hypothesis => hypothesis.Probability)
                .ThenBy(hypothesis => hypothesis.Key, StringComparer.Ordinal),
        ];
        return new RankedHypotheses { Hypotheses = ranked, Reason = Ranking.Reason(ranked) };
    }

    /// <summary>A workload that is named as an object.</summary>
    public static WorkloadRef WorkloadOf(ObjectRef target) => new(target.Cluster, target.Kind, target.Namespace, target.Name);

    private static IEnumerable<Hypothesis> Deal(Hypothesis hypothesis, IReadOnlyList<Investigation> found, WorkloadRef from)
    {
        if (hypothesis is not { Cause: Cause.DependencyDown, Culprit: { } culprit } || found.FirstOrDefault(one => one.Workload == WorkloadOf(culprit)) is not { } there)
        {
            return [hypothesis];
        }

        var causes = there.Diagnosis.Hypotheses.Where(one => one.Cause is not (Cause.NothingWrong or Cause.Unknown) && !LeadsBack(one, from)).ToList();
        var (nothing, known) = (there.Diagnosis.ShareOf(Cause.NothingWrong), causes.Sum(one => one.Probability));
        var unknown = there.Diagnosis.ShareOf(Cause.Unknown) + there.Diagnosis.Hypotheses.Where(one => LeadsBack(one, from)).Sum(one => one.Probability);
        var weight = (known * Found) + unknown + (nothing / Found);
        var odds = hypothesis.Probability * weight;
        var stays = hypothesis with { Probability = odds * (1 - (known * Found / weight)) };
        return [stays, .. causes.Select(cause => cause with
        {
            Probability = odds * (cause.Probability * Found / weight),
            Chain = [.. hypothesis.Chain, .. Steps(there, cause)],
            FoundAt = cause.FoundAt ?? there.Workload,
        })];
    }

    private static bool LeadsBack(Hypothesis hypothesis, WorkloadRef from) => hypothesis is { Cause: Cause.DependencyDown, Culprit: { } culprit } && WorkloadOf(culprit) == from;

    private static IEnumerable<string> Steps(Investigation there, Hypothesis cause) => cause.Chain.Count > 0 ? cause.Chain : [$"{there.Workload.Name}: {cause.Headline}"];

    // The same cause at the same object, found on two ways: they speak for each other.
    private static Hypothesis Merge(IReadOnlyList<Hypothesis> same, double total) => same[0] with { Probability = same.Sum(hypothesis => hypothesis.Probability) / total };

    private static double ShareOf(this RankedHypotheses diagnosis, string cause) => diagnosis.Hypotheses.Where(hypothesis => hypothesis.Cause == cause).Sum(hypothesis => hypothesis.Probability);
}
