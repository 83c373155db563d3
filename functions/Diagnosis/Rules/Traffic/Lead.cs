using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Neighbours;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Traffic;

/// <summary>A neighbour at which the trouble may have begun, and what points there. To follow it costs a look; what is found there decides.</summary>
internal sealed record Lead(NeighbourView Neighbour, IReadOnlyList<Clue> Clues)
{
    // A suspect below this moved by less than three times its usual spread, with nothing else to explain: so does every fifth healthy service.
    private const double PlainlySuspect = 1.1;

    private static readonly string[] Workloads = ["Deployment", "StatefulSet", "DaemonSet"];

    public double Weight => Clues.Sum(clue => clue.Weight);

    /// <summary>The leads, those to which most points first, and of two alike the nearer one.</summary>
    public static IReadOnlyList<Lead> In(Evidence evidence) =>
    [
        .. evidence.Neighbours.Concat(Named(evidence))
            .Select(one => new Lead(one, [.. Pointers(evidence, one)]))
            .Where(lead => lead.Clues.Count > 0)
            .OrderByDescending(lead => lead.Weight)
            .ThenBy(lead => lead.Neighbour.Distance)
            .ThenBy(lead => lead.Neighbour.Workload.ToString(), StringComparer.Ordinal),
    ];

    // Where nobody counts calls and no variable holds an address, the log still says whom it cannot reach; and of many that it calls, not all are among its neighbours.
    // Names are taken from what was changed or is disturbed nearby.
    private static IEnumerable<NeighbourView> Named(Evidence evidence)
    {
        var known = evidence.Neighbours.Select(one => one.Workload.Name).Append(evidence.Workload.Name).ToHashSet();
        var disturbed = (evidence.Surroundings?.ExperimentsNearby ?? []).SelectMany(nearby => nearby.Workloads);
        return evidence.ChangedObjects()
            .Where(change => Workloads.Contains(change.Target.Kind) && change.Target.Namespace == evidence.Workload.Namespace)
            .Select(change => (IsCalled: change.Relation is ObjectRelation.Dependency, Ref: evidence.Workload with { Kind = change.Target.Kind, Name = change.Target.Name }))
            .Concat(disturbed.Select(one => (IsCalled: false, Ref: one)))
            .Where(one => (one.IsCalled || evidence.ComplaintOf(one.Ref.Name) is not null) && known.Add(one.Ref.Name))
            .Select(one => one.Ref)
            .Select(one => new NeighbourView { Workload = one, Direction = Direction.Dependency, Source = evidence.ComplaintOf(one.Name) is null ? "its template" : "its log", Replicas = 1, ReadyReplicas = 1 });
    }

    private static IEnumerable<Clue> Pointers(Evidence evidence, NeighbourView one)
    {
        var (target, isCalled) = (one.Workload.Target(), one.Direction is Direction.Dependency);
        if ((isCalled ? HealthOfCallee(one) : AbsenceOfCaller(evidence, one)) is { } health)
        {
            yield return health with { SeenOn = target };
        }

        if (isCalled && Unmeasured(evidence, one) is { } unmeasured)
        {
            yield return unmeasured with { SeenOn = target };
        }

        if (isCalled && one.Services.Prepend(one.Workload.Name).Select(name => evidence.ComplaintOf(name)).FirstOrDefault(word => word is not null) is { } complaint)
        {
            yield return new Clue($"its log names {one.Workload.Name} and says \"{complaint}\"", Likelihood.Substantial) { Field = "log" };
        }

        if (isCalled && one.ChangedAt is { } at)
        {
            yield return Timing.Clue($"the numbers of {one.Workload.Name} changed", at, evidence) with { SeenOn = target };
        }

        if (Suspicion(evidence, one) is { } suspicion)
        {
            // Callers suffer with whom they call, and so are suspects of the second rank: but the way between the two may be at fault at their end.
            yield return suspicion with { SeenOn = target, Weight = isCalled ? suspicion.Weight : Likelihood.Slight };
        }

        if (isCalled && Experiment(evidence, one) is { } experiment)
        {
            yield return experiment;
        }

        if (Change(evidence, one) is { } change)
        {
            yield return change with { SeenOn = target };
        }
    }

    private static Clue? HealthOfCallee(NeighbourView one) => one switch
    {
        { Replicas: 0 } => new Clue($"{one.Workload.Name} has no replicas", Likelihood.Strong),
        { ReadyReplicas: 0 } => new Clue($"none of the {one.Replicas} replicas of {one.Workload.Name} is ready", Likelihood.Strong),
        // What the caller sees and what the callee counts is one observation: that of the caller is the nearer.
        { FailedCalls: >= Symptoms.PlainlyFailing } => new Clue($"{one.FailedCalls:0%} of the calls to {one.Workload.Name} fail", Likelihood.Strong),
        { ErrorRatio: >= Symptoms.PlainlyFailing } => new Clue($"{one.ErrorRatio:0%} of the requests to {one.Workload.Name} fail", Likelihood.Strong),
        _ when one.ReadyReplicas < one.Replicas => new Clue($"{one.ReadyReplicas} of {one.Replicas} replicas of {one.Workload.Name} are ready", Likelihood.Slight),
        { Trouble.Length: > 0 } => new Clue($"{one.Workload.Name}: {one.Trouble}", Likelihood.Substantial),
        _ => null,
    };

    // What measures its answers is acquitted by them; what nobody measures (databases, queues, what is not in the mesh) is not. A program that is slow with nothing of its own to explain it waits for another.
    private static Clue? Unmeasured(Evidence evidence, NeighbourView one) =>
        one is { Distance: 1, Latency: null, ErrorRatio: null, FailedCalls: null, ReadyReplicas: > 0 } && evidence.IsSlow() && evidence.IsAtALoss()
            ? new Clue($"how {one.Workload.Name} answers is not measured, and nothing that is measured explains why {evidence.Workload.Name} is slow", Likelihood.Slight) { Field = Signal.LatencyP95 }
            : null;

    // A caller that is down sends no requests, and who is not asked looks dead to whoever counts requests. Where we fail ourselves, it is down because of us.
    private static Clue? AbsenceOfCaller(Evidence evidence, NeighbourView one) => one.ReadyReplicas == 0 && one.Distance == 1 && evidence.PodsAreWell() && !evidence.Fails()
        ? new Clue($"{one.Workload.Name}, which would call it, has no pod that is ready", Likelihood.Substantial)
        : null;

    // The ranking of all services by how much, and how early, their numbers changed, and what of the others' that explains.
    private static Clue? Suspicion(Evidence evidence, NeighbourView one)
    {
        var suspects = evidence.Measurements?.Suspects ?? [];
        var place = suspects.ToList().FindIndex(suspect => suspect.Service == one.Workload.Name || one.Services.Contains(suspect.Service));
        return place < 0 || suspects[place].Score < PlainlySuspect || (suspects[place].Signal is Signal.Cpu or Signal.Memory && IsScaled(evidence, one)) ? null : (place == 0
            ? new Clue($"of all services, the numbers of {one.Workload.Name} changed most ({suspects[0].Signal})", Likelihood.Substantial)
            : new Clue($"the numbers of {one.Workload.Name} changed too ({suspects[place].Signal})", Likelihood.Slight)) with
        { Field = suspects[place].Signal, At = suspects[place].ChangedAt };
    }

    // Another number of replicas uses another amount, and that is all there is to it.
    private static bool IsScaled(Evidence evidence, NeighbourView one) => evidence.ChangedObjects().Any(change =>
        change.Target == one.Workload.Target() && change.Fields.Count > 0 && change.Fields.All(field => field.Path == "spec.replicas"));

    // What somebody disturbs on purpose is the first place to look, with or without numbers.
    private static Clue? Experiment(Evidence evidence, NeighbourView one) =>
        evidence.Surroundings?.ExperimentsNearby.FirstOrDefault(nearby => nearby.Workloads.Contains(one.Workload)) is { } experiment
            ? new Clue($"{experiment.Ref} runs against {one.Workload.Name} ({experiment.Action})", Timing.Weight(experiment.Since, evidence.FirstSymptomAt()) > 0 ? Likelihood.Substantial : Likelihood.Slight)
            { SeenOn = experiment.Ref, At = experiment.Since }
            : null;

    // What was changed may have broken, or may not: changes are made all the time, so this is worth a look and no more.
    private static Clue? Change(Evidence evidence, NeighbourView one) =>
        evidence.ChangedObjects().FirstOrDefault(change => Workloads.Contains(change.Target.Kind) && change.Target.Name == one.Workload.Name && change.Target.Namespace == one.Workload.Namespace
            && change.Relation is ObjectRelation.Dependency or ObjectRelation.SameNamespace && Timing.Weight(change.At ?? evidence.Onset, evidence.FirstSymptomAt()) > 0) is { } found
            ? new Clue($"{found.Target} was changed{(found.Fields is [var field, ..] ? $" ({field.InWords()})" : "")}", Likelihood.Slight) { At = found.At }
            : null;
}
