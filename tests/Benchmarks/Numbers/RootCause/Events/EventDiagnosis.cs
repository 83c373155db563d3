using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Benchmarks.Numbers.RootCause.Events;

/// <summary>
/// The answer to a case by the product's own diagnosis: every service is looked at as one that another's trouble points to. Services are suspected by their metrics
/// (<see cref="Evidence"/>'s suspects), suspicion follows the directions that the diagnoses give, and is dealt out to the causes found there as <see cref="CauseChain"/> does.
/// </summary>
internal sealed class EventDiagnosis(Diagnoser diagnoser)
{
    // A service that the metrics do not suspect is suspected this much all the same, where a score of one is a change by three times its usual spread.
    private const double Unsuspected = 0.5;

    // How often suspicion is handed on: to what a service calls twice, as the product looks further than its neighbours; load comes from as far as the users.
    private const int Directions = 2;
    private const int Hops = 5;

    private static readonly WorkloadRef Users = new("", "Deployment", "shop", "users");

    /// <summary>Names of services and nodes, the most probable first, and what is wrong with the first.</summary>
    public (IReadOnlyList<string> Ranking, string FaultClass) Answer(EventCase incident)
    {
        var observed = new ObservedIncident(incident);
        var evidence = observed.Evidence.ToDictionary(one => one.Workload.Name);
        var found = evidence.ToDictionary(one => one.Key, one => diagnoser.Diagnose(one.Value).Hypotheses);
        var suspicion = Follow(incident, found, evidence.Keys.ToDictionary(name => name, name => Unsuspected + (observed.Suspects.FirstOrDefault(one => one.Service == name)?.Score ?? 0)));
        var whole = suspicion.Values.Sum();
        var start = new RankedHypotheses { Reason = "", Hypotheses = [.. evidence.Values.Select(one => Direction(one.Workload, suspicion[one.Workload.Name] / whole))] };
        var looks = evidence.Values.Select(one => new Investigation(one.Workload, Own(one.Workload, found[one.Workload.Name].Where(hypothesis => SourceOf(incident, found, one.Workload.Name, hypothesis).Count == 0)))).ToList();
        var dealt = CauseChain.Follow(start, looks, Users).Hypotheses;
        List<string> ranking = [.. dealt.Select(Name).Where(name => name.Length > 0).Distinct()];
        var cause = dealt.FirstOrDefault(hypothesis => Name(hypothesis) == ranking[0] && hypothesis.Cause != Cause.DependencyDown)?.Cause ?? Cause.Unknown;
        return (ranking, FaultClasses.Of(cause, evidence.GetValueOrDefault(ranking[0])));
    }

    // Suspicion is not handed back to where it came from: who points there is no origin, and knows no better.
    private static Dictionary<string, double> Follow(EventCase incident, Dictionary<string, IReadOnlyList<Hypothesis>> found, Dictionary<string, double> suspicion)
    {
        var shares = suspicion.ToDictionary(one => (At: one.Key, From: ""), one => one.Value);
        for (var hop = 0; hop < Hops; hop++)
        {
            var next = new Dictionary<(string At, string From), double>();
            foreach (var ((name, from), share) in shares)
            {
                foreach (var hypothesis in found[name])
                {
                    var to = hypothesis.Cause != Cause.DependencyDown || hop < Directions ? SourceOf(incident, found, name, hypothesis).Where(one => one != from).ToList() : [];
                    foreach (var place in to.Count > 0 ? to.Select(one => (one, name)) : [(name, from)])
                    {
                        next[place] = next.GetValueOrDefault(place) + (share * hypothesis.Probability / Math.Max(1, to.Count));
                    }
                }
            }

            shares = next;
        }

        return suspicion.Keys.ToDictionary(name => name, name => shares.Where(one => one.Key.At == name).Sum(one => one.Value));
    }

    /// <summary>Where a hypothesis points to: to what it calls; and where its load grew, to those of its callers whose load grew as well, who send it. Empty: to itself.</summary>
    private static List<string> SourceOf(EventCase incident, Dictionary<string, IReadOnlyList<Hypothesis>> found, string service, Hypothesis hypothesis) => hypothesis.Cause switch
    {
        Cause.DependencyDown => found.ContainsKey(hypothesis.Culprit!.Name) ? [hypothesis.Culprit.Name] : [],
        Cause.TrafficSurge => [.. incident.Edges.Where(edge => edge[1] == service && found[edge[0]].Any(one => one.Cause == Cause.TrafficSurge)).Select(edge => edge[0])],
        _ => [],
    };

    private static Hypothesis Direction(WorkloadRef workload, double probability) =>
        new() { Cause = Cause.DependencyDown, Culprit = new ObjectRef("apps/v1", workload.Kind, workload.Namespace, workload.Name), Headline = "", Probability = probability };

    private static RankedHypotheses Own(WorkloadRef workload, IEnumerable<Hypothesis> hypotheses)
    {
        var own = hypotheses.ToList();
        var whole = own.Sum(hypothesis => hypothesis.Probability);
        return new RankedHypotheses { Reason = "", Hypotheses = [.. own.Select(hypothesis => hypothesis with { FoundAt = workload, Probability = hypothesis.Probability / whole })] };
    }

    private static string Name(Hypothesis hypothesis) => hypothesis.Culprit?.Name ?? hypothesis.FoundAt?.Name ?? "";
}
